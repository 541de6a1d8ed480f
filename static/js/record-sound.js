/* Records a voice note in the page, where the phone can; the form's file field takes it. */
import { putFile } from "./kept.js";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const LONGEST_SECONDS = 600;
const BITS = 24_000;
let recorder;

function offer() {
  if (!("MediaRecorder" in window) || !navigator.mediaDevices) return;
  for (const one of document.querySelectorAll("[data-recorder]")) one.hidden = false;
}

async function start(box) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    box.querySelector("[data-record-refused]").hidden = false;
    return;
  }
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
  const parts = [];
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  const clock = setInterval(() => tick(box, seconds()), 500);
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.onstop = () => {
    clearInterval(clock);
    for (const track of stream.getTracks()) track.stop();
    take(box, new Blob(parts, { type: mimeType.split(";")[0] }), Math.max(1, seconds()));
  };
  recorder.start(1000);
  toggle(box, true);
}

function tick(box, seconds) {
  const rest = String(seconds % 60).padStart(2, "0");
  box.querySelector("[data-record-clock]").textContent = `${Math.floor(seconds / 60)}.${rest}`;
  if (seconds >= LONGEST_SECONDS) recorder.stop();
}

function take(box, sound, seconds) {
  const input = box.querySelector("[type=file]");
  const ending = sound.type.split("/")[1].replace("mp4", "m4a");
  putFile(input, new File([sound], `suara.${ending}`, { type: sound.type }));
  box.querySelector("[name=seconds]").value = seconds;
  tick(box, seconds);
  toggle(box, false);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function toggle(box, isOn) {
  box.querySelector("[data-record-start]").hidden = isOn;
  box.querySelector("[data-record-stop]").hidden = !isOn;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-sound]");
  if (event.target.closest("[data-record-start]")) start(box);
  else if (event.target.closest("[data-record-stop]")) recorder.stop();
});
// A file that was picked has a length of its own.
document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-sound]");
  if (box && event.target.type === "file") box.querySelector("[name=seconds]").value = "";
});
document.addEventListener("cards-shown", offer);
offer();
