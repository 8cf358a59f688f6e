/* The board asks every few seconds for itself, and says by a chime that somebody was called. Nothing needs it. */
(() => {
  const EVERY = 5000, SLOW = 15000;
  const lost = document.getElementById("lost"), button = document.getElementById("sound");
  const off = button.textContent, own = document.querySelector("script[src]").src;
  const keys = page => new Set([...page.querySelectorAll("[data-call]")].map(each => each.dataset.call));
  const parts = page => [page.querySelector(".clock"), ...page.querySelector("#board").children];
  let known = keys(document), shown = parts(document).map(each => each.innerHTML), audio = null;

  const chime = () => [[880, 0], [660, .35]].forEach(([tone, after]) => {
    const at = audio.currentTime + after, sound = audio.createOscillator(), loud = audio.createGain();
    sound.frequency.value = tone;
    loud.gain.setValueAtTime(.4, at);
    loud.gain.exponentialRampToValueAtTime(.001, at + .6);
    sound.connect(loud).connect(audio.destination);
    sound.start(at);
    sound.stop(at + .6);
  });
  // A browser makes no sound before somebody has pressed something.
  button.hidden = false;
  button.addEventListener("click", () => {
    if (audio) {
      audio.close();
      audio = null;
    } else {
      audio = new AudioContext();
      chime();
    }
    button.textContent = audio ? button.dataset.on : off;
  });

  const take = page => {
    // After a new version of the program.
    if (page.querySelector("script[src]").getAttribute("src") !== new URL(own).pathname) return location.reload();
    const called = keys(page), fresh = [...called].filter(each => !known.has(each));
    known = called;
    // Part by part, and only what is another one: what is read aloud is what changed.
    const here = parts(document), there = parts(page);
    there.forEach((each, at) => {
      const words = each.innerHTML;
      if (words !== shown[at]) here[at].replaceChildren(...each.childNodes);
      shown[at] = words;
    });
    if (!fresh.length) return;
    for (const key of fresh) document.querySelector(`[data-call="${key}"]`).classList.add("called");
    if (!audio) return;
    chime();
    const voice = document.querySelector("[data-voice]");
    if (voice && fresh.includes(voice.dataset.call)) speak(voice.dataset.voice);
  };
  // After the chime; where it cannot be had, chime and words stand alone.
  const speak = async address => {
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(SLOW) });
      if (!answer.ok) return;
      const source = audio.createBufferSource();
      source.buffer = await audio.decodeAudioData(await answer.arrayBuffer());
      source.connect(audio.destination);
      source.start(audio.currentTime + 1.2);
    } catch { /* the words stand there */ }
  };
  const tell = words => { if (lost.textContent !== words) lost.textContent = words; };
  const ask = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-cache", signal: AbortSignal.timeout(SLOW) });
      if (!answer.ok) throw new Error(answer.status);
      take(new DOMParser().parseFromString(await answer.text(), "text/html"));
      tell("");
    } catch {
      tell(lost.dataset.words.trim());
    }
    setTimeout(ask, EVERY);
  };
  if (!new URLSearchParams(location.search).has("still")) setTimeout(ask, EVERY);
})();
