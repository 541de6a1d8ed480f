"""The blocks of a lesson. Their looks live in templates/blocks/."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from quizzes.question_types import QUESTION_TYPES

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ul", "ol", "link"]
SHORT_FEATURES = ["bold", "italic", "ul", "ol", "link"]


class PictureBlock(blocks.StructBlock):
    """A picture; its alternative text says what is shown and what matters."""

    image = ImageChooserBlock(label=_("Gambar"))
    alt = blocks.CharBlock(
        label=_("Teks alternatif"),
        max_length=250,
        help_text=_("Untuk yang tidak melihat gambar: apa isinya, apa yang penting."),
    )
    caption = blocks.CharBlock(label=_("Keterangan"), max_length=160, required=False)

    class Meta:
        icon = "image"
        label = _("Gambar")
        template = "blocks/picture.html"


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
        template = "blocks/audio.html"


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
        template = "blocks/video.html"


class TipBlock(blocks.StructBlock):
    """Something to do at once."""

    title = blocks.CharBlock(label=_("Judul"), max_length=60, default="Coba sekarang")
    text = blocks.RichTextBlock(label=_("Isi"), features=SHORT_FEATURES)

    class Meta:
        icon = "pick"
        label = _("Coba sekarang")
        template = "blocks/tip.html"


class StepsBlock(blocks.StructBlock):
    """Steps in order. Steps in other people's apps carry the day on which they were checked."""

    title = blocks.CharBlock(label=_("Judul"), max_length=80)
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("Langkah"), max_length=200), label=_("Langkah"), min_num=2
    )
    checked_on = blocks.DateBlock(
        label=_("Diperiksa tanggal"),
        required=False,
        help_text=_("Isi bila langkah ini ada di aplikasi lain yang bisa berubah."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Langkah")
        template = "blocks/steps.html"


class ChecklistBlock(blocks.StructBlock):
    """Things to look at before going on."""

    title = blocks.CharBlock(label=_("Judul"), max_length=80)
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("Yang diperiksa"), max_length=160),
        label=_("Yang diperiksa"),
        min_num=2,
    )

    class Meta:
        icon = "tasks"
        label = _("Daftar periksa")
        template = "blocks/checklist.html"


class ExampleBlock(blocks.StructBlock):
    """How somebody does it."""

    title = blocks.CharBlock(label=_("Judul"), max_length=60, default="Contoh")
    text = blocks.RichTextBlock(label=_("Isi"), features=SHORT_FEATURES)

    class Meta:
        icon = "openquote"
        label = _("Contoh")
        template = "blocks/example.html"


class DownloadBlock(blocks.StructBlock):
    """A file to keep; its size is shown before it is fetched."""

    file = DocumentChooserBlock(label=_("Berkas"))
    title = blocks.CharBlock(label=_("Nama berkas"), max_length=80)

    class Meta:
        icon = "download"
        label = _("Unduhan")
        template = "blocks/download.html"


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a quiz, one block a question, of any registered type."""

    def __init__(self, **kwargs: object) -> None:
        types = [(kind.key, kind.author_block()) for kind in QUESTION_TYPES]
        super().__init__(types, min_num=1, **kwargs)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        # The questions' own fields live in their types; migrations need not repeat them.
        return ("courses.blocks.QuestionsBlock", [], {})

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


class LessonBlocks(blocks.StreamBlock):
    """Everything that a lesson may be made of."""

    text = blocks.RichTextBlock(
        label=_("Teks"), icon="pilcrow", features=TEXT_FEATURES, template="blocks/text.html"
    )
    picture = PictureBlock()
    audio = AudioBlock()
    video = VideoBlock()
    tip = TipBlock()
    steps = StepsBlock()
    checklist = ChecklistBlock()
    example = ExampleBlock()
    download = DownloadBlock()
    quiz = QuizBlock()

    class Meta:
        block_counts = {"quiz": {"max_num": 1}}
