"""The blocks of a lesson. Their looks live in templates/blocks/, and what authors see of each
in the block chooser in templates/blocks/previews/."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from common.blocks import SparingListBlock, SparingStreamBlock
from quizzes.question_types import QUESTION_TYPES

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ul", "ol", "link"]
SHORT_FEATURES = ["bold", "italic", "ul", "ol", "link"]

# The order of the groups in the block chooser.
MAIN, PRACTICE, MEDIA = _("Isi"), _("Latihan"), _("Suara, video, berkas")


class PictureBlock(blocks.StructBlock):
    """A picture; its alternative text says what is shown and what matters."""

    image = ImageChooserBlock(label=_("Gambar"))
    alt = blocks.CharBlock(
        label=_("Teks alternatif"),
        max_length=250,
        help_text=_("Untuk yang tidak melihat gambar: apa isinya, apa yang penting."),
    )
    caption = blocks.CharBlock(label=_("Keterangan"), max_length=160, required=False, default="")

    class Meta:
        icon = "image"
        label = _("Gambar")
        label_format = "{alt}"
        group = MAIN
        description = _("Foto dengan keterangan. Satu foto jelas lebih baik dari tiga.")
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"
        form_layout = blocks.BlockGroup(["image", "alt"], settings=["caption"])


class AudioBlock(blocks.StructBlock):
    """Speech, always with its words in writing. A machine's voice is named as one."""

    file = DocumentChooserBlock(label=_("Suara"))
    seconds = blocks.IntegerBlock(label=_("Lama (detik)"), min_value=1, max_value=3600)
    transcript = blocks.RichTextBlock(label=_("Isi suara"), features=SHORT_FEATURES)
    is_machine = blocks.BooleanBlock(
        label=_("Suara mesin"),
        required=False,
        help_text=_("Pilih bila suara ini dibuat komputer. Peserta melihat tandanya."),
    )

    class Meta:
        icon = "media"
        label = _("Suara")
        group = MEDIA
        description = _("Pelajaran yang diucapkan. Kata-katanya juga ditulis.")
        template = "blocks/audio.html"
        preview_template = "blocks/previews/audio.html"


class VideoBlock(blocks.StructBlock):
    """A film with captions; nothing is loaded before the learner asks for it."""

    file = DocumentChooserBlock(label=_("Video"))
    captions = DocumentChooserBlock(
        label=_("Teks video (VTT)"), help_text=_("Wajib: tanpa suara pun isinya terbaca.")
    )
    poster = ImageChooserBlock(label=_("Gambar depan"))
    seconds = blocks.IntegerBlock(label=_("Lama (detik)"), min_value=1, max_value=3600)
    transcript = blocks.RichTextBlock(label=_("Isi video"), features=SHORT_FEATURES)

    class Meta:
        icon = "media"
        label = _("Video")
        group = MEDIA
        description = _("Video pendek dengan teks. Pakai hanya bila perlu: kuotanya besar.")
        template = "blocks/video.html"
        preview_template = "blocks/previews/video.html"


class TipBlock(blocks.StructBlock):
    """Something to do at once."""

    title = blocks.CharBlock(label=_("Judul"), max_length=60, default="Coba sekarang")
    text = blocks.RichTextBlock(label=_("Isi"), features=SHORT_FEATURES)

    class Meta:
        icon = "pick"
        label = _("Coba sekarang")
        group = MAIN
        description = _("Satu hal yang langsung dikerjakan di HP.")
        template = "blocks/tip.html"
        preview_value = {
            "title": "Coba sekarang",
            "text": "<p>Ambil satu barang. Taruh di dekat jendela. Foto dari tiga sisi.</p>",
        }


class StepsBlock(blocks.StructBlock):
    """Steps in order. Steps in other people's apps carry the day on which they were checked."""

    title = blocks.CharBlock(label=_("Judul"), max_length=80)
    items = SparingListBlock(
        blocks.CharBlock(label=_("Langkah"), max_length=200),
        label=_("Langkah"),
        min_num=2,
        default=["", "", ""],
    )
    checked_on = blocks.DateBlock(
        label=_("Diperiksa tanggal"),
        required=False,
        help_text=_("Isi bila langkah ini ada di aplikasi lain yang bisa berubah."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Langkah")
        group = MAIN
        description = _("Urutan di HP, satu per satu.")
        template = "blocks/steps.html"
        preview_value = {
            "title": "Kirim foto ke pembeli",
            "items": ["Buka obrolan pembeli.", "Tekan gambar klip.", "Pilih foto, lalu kirim."],
        }


class ChecklistBlock(blocks.StructBlock):
    """Things to look at before going on."""

    title = blocks.CharBlock(label=_("Judul"), max_length=80)
    items = SparingListBlock(
        blocks.CharBlock(label=_("Yang diperiksa"), max_length=160),
        label=_("Yang diperiksa"),
        min_num=2,
        default=["", "", ""],
    )

    class Meta:
        icon = "tasks"
        label = _("Daftar periksa")
        group = MAIN
        description = _("Hal yang dilihat sebelum lanjut.")
        template = "blocks/checklist.html"
        preview_value = {
            "title": "Sebelum kirim",
            "items": ["Fotonya tajam.", "Harganya tertulis.", "Latarnya bersih."],
        }


class ExampleBlock(blocks.StructBlock):
    """How somebody does it."""

    title = blocks.CharBlock(label=_("Judul"), max_length=60, default="Contoh")
    text = blocks.RichTextBlock(label=_("Isi"), features=SHORT_FEATURES)

    class Meta:
        icon = "openquote"
        label = _("Contoh")
        group = MAIN
        description = _("Contoh dari usaha kecil.")
        template = "blocks/example.html"
        preview_value = {
            "title": "Contoh",
            "text": "<p>Bu Rini menulis: “Sambal bawang, 1 botol Rp 25.000.”</p>",
        }


class DownloadBlock(blocks.StructBlock):
    """A file to keep; its size is shown before it is fetched."""

    file = DocumentChooserBlock(label=_("Berkas"))
    title = blocks.CharBlock(label=_("Nama berkas"), max_length=80)

    class Meta:
        icon = "download"
        label = _("Unduhan")
        group = MEDIA
        description = _("Berkas untuk disimpan. Ukurannya terlihat sebelum diunduh.")
        template = "blocks/download.html"
        preview_template = "blocks/previews/download.html"


class QuestionsBlock(SparingStreamBlock):
    """The questions of a quiz, one block a question, of any registered type.

    A new quiz offers one of each type.
    """

    def __init__(self, **kwargs: Any) -> None:
        types = [(kind.key, kind.author_block()) for kind in QUESTION_TYPES]

        def one_of_each() -> list[tuple[str, Any]]:
            return [(key, block.get_default()) for key, block in types]

        super().__init__(types, **{"min_num": 1, "default": one_of_each, **kwargs})

    class Meta:
        label = _("Soal")


class QuizBlock(blocks.StructBlock):
    """The quiz that ends a lesson."""

    title = blocks.CharBlock(label=_("Judul"), max_length=80, default="Kuis")
    pass_percent = blocks.IntegerBlock(
        label=_("Batas lulus (persen)"), min_value=1, max_value=100, default=60
    )
    questions = QuestionsBlock()

    class Meta:
        icon = "help"
        label = _("Kuis")
        group = PRACTICE
        description = _("Soal di akhir pelajaran. Jawaban betul menjadi bukti kemampuan.")
        preview_template = "blocks/previews/quiz.html"
        form_layout = blocks.BlockGroup(["questions"], settings=["title", "pass_percent"])


class LessonBlocks(SparingStreamBlock):
    """Everything that a lesson may be made of. What was left untouched is not published."""

    text = blocks.RichTextBlock(
        label=_("Teks"),
        icon="pilcrow",
        group=MAIN,
        description=_("Kalimat pendek, judul kecil, daftar."),
        features=TEXT_FEATURES,
        template="blocks/text.html",
        preview_value=(
            "<h2>Cahaya jendela</h2><p>Taruh barang di dekat jendela. Matikan lampu kilat.</p>"
        ),
    )
    picture = PictureBlock()
    tip = TipBlock()
    steps = StepsBlock()
    checklist = ChecklistBlock()
    example = ExampleBlock()
    quiz = QuizBlock()
    audio = AudioBlock()
    video = VideoBlock()
    download = DownloadBlock()

    class Meta:
        block_counts = {"quiz": {"max_num": 1}}


class LessonBody(StreamField):
    """The body of a lesson. Its blocks live here alone: migrations need not repeat them."""

    def __init__(self, *_blocks: Any, block_lookup: Any = None, **kwargs: Any) -> None:
        super().__init__(LessonBlocks(), **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        return name, path, [], {key: kwargs[key] for key in kwargs if key != "block_lookup"}
