/* A drawing board for one signature: what is drawn goes with the form as points, and the server draws the picture. Without script the
   board stays hidden, and the printed sheet is signed instead. */
(() => {
  const box = document.querySelector("[data-sign]");
  const sent = document.querySelector("input[name=strokes]");
  const board = box?.querySelector("canvas");
  const pen = board?.getContext("2d");
  if (!pen || !sent) return;
  box.hidden = false;
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = "round";
  // So many points are taken; a signature has some hundred.
  const most = 2900;
  let strokes = [], stroke = null;

  const place = (event) => {
    const frame = board.getBoundingClientRect();
    const within = (value, size) => Math.round(Math.min(Math.max(value, 0), size));
    return [
      within(((event.clientX - frame.left) * board.width) / frame.width, board.width),
      within(((event.clientY - frame.top) * board.height) / frame.height, board.height),
    ];
  };
  const count = () => strokes.reduce((sum, each) => sum + each.length, 0);
  const keep = () => { sent.value = strokes.length ? JSON.stringify(strokes) : ""; };

  board.addEventListener("pointerdown", (event) => {
    if (strokes.length >= 60) return;
    event.preventDefault();
    board.setPointerCapture(event.pointerId);
    stroke = [place(event)];
    strokes.push(stroke);
  });
  const draw = (event) => {
    if (!stroke || count() >= most) return;
    const [x, y] = stroke[stroke.length - 1], next = place(event);
    if (Math.hypot(next[0] - x, next[1] - y) < 2) return;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(...next);
    pen.stroke();
    stroke.push(next);
  };
  // A slow phone tells of several points at once.
  board.addEventListener("pointermove", (event) => {
    const each = event.getCoalescedEvents?.() ?? [];
    (each.length ? each : [event]).forEach(draw);
  });
  for (const end of ["pointerup", "pointercancel"]) board.addEventListener(end, () => { stroke = null; keep(); });
  box.querySelector("button").addEventListener("click", () => {
    strokes = [];
    stroke = null;
    pen.clearRect(0, 0, board.width, board.height);
    keep();
  });
  // A page that comes back with a fault keeps what was drawn.
  try {
    strokes = JSON.parse(sent.value || "[]");
    for (const each of strokes) {
      pen.beginPath();
      pen.moveTo(...each[0]);
      each.forEach((point) => pen.lineTo(...point));
      pen.stroke();
    }
  } catch {
    strokes = [];
    keep();
  }
})();
