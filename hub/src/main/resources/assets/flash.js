// While the siren sounds, the browser's tab flashes too: title and icon change each second.
import { on } from "/assets/hub.js";

const SHINE = "/assets/icons/flash.svg";
let title = document.title;
let icon = document.getElementById("icon")?.href;
let shining = false;
let beats = 0;

function keep() {
  title = document.title;
  icon = document.getElementById("icon")?.href;
  shining = false;
}

function set(shine) {
  if (shine === shining) return;
  shining = shine;
  document.title = shine ? `⚠ ${title.split(" · ")[0]}` : title;
  document.getElementById("icon").href = shine ? SHINE : icon;
}

on("beat", () => {
  const loud = !["none", "", undefined].includes(document.body.dataset.siren);
  set(loud && ++beats % 8 < 4);
});
document.addEventListener("shown", keep);
document.addEventListener("turbo:load", keep);
