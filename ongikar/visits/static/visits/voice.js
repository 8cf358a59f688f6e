/* Records a phrase in the page and sends it as the WAV that the form asks for. Without script a file is chosen. */
(() => {
  const RATE = 16000, MOST = 6000, form = document.querySelector("form.clip");
  const button = form.querySelector("[data-record]"), file = form.querySelector("[type=file]");
  if (!navigator.mediaDevices || !window.AudioContext) return;
  button.hidden = false;
  let running = null;

  const wav = samples => {
    const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
    const put = (at, words) => [...words].forEach((sign, place) => view.setUint8(at + place, sign.charCodeAt(0)));
    put(0, "RIFF"); view.setUint32(4, 36 + samples.length * 2, true); put(8, "WAVEfmt ");
    view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
    view.setUint32(24, RATE, true); view.setUint32(28, RATE * 2, true);
    view.setUint16(32, 2, true); view.setUint16(34, 16, true);
    put(36, "data"); view.setUint32(40, samples.length * 2, true);
    samples.forEach((each, place) => view.setInt16(44 + place * 2, Math.max(-1, Math.min(1, each)) * 32767, true));
    return view.buffer;
  };
  const stop = async () => {
    const { recorder, stream, parts } = running;
    running = null;
    await new Promise(done => { recorder.onstop = done; recorder.stop(); });
    stream.getTracks().forEach(track => track.stop());
    const reader = new OfflineAudioContext(1, RATE, RATE);
    const sound = await reader.decodeAudioData(await new Blob(parts).arrayBuffer());
    const given = new DataTransfer();
    given.items.add(new File([wav(sound.getChannelData(0))], "clip.wav", { type: "audio/wav" }));
    file.files = given.files;
    form.submit();
  };
  button.addEventListener("click", async () => {
    if (running) return stop();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const recorder = new MediaRecorder(stream), parts = [];
    recorder.ondataavailable = event => parts.push(event.data);
    running = { recorder, stream, parts };
    recorder.start();
    button.textContent = button.dataset.stop;
    setTimeout(() => { if (running && running.recorder === recorder) stop(); }, MOST);
  });
})();
