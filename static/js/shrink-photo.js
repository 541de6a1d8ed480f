/* Makes a photo small before it is sent, turned upright and without place or time, and shows it. */
import { putFile } from "./kept.js";

const LONGEST = 1600;
const QUALITY = 0.85;

async function shrink(event) {
  const input = event.target;
  const [file] = input.files ?? [];
  const box = input.closest("[data-photo]");
  if (!box || !file) return;
  for (const other of box.querySelectorAll("[type=file]")) if (other !== input) other.value = "";
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return; // The server says what it cannot read.
  }
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = box.querySelector("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  canvas.hidden = false;
  if (event.type === "restored") return;
  const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!small || input.files[0] !== file) return;
  putFile(input, new File([small], "foto.jpg", { type: "image/jpeg" }));
  // The phone keeps the small one, not the one that it replaces.
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("change", shrink);
document.addEventListener("restored", shrink);
