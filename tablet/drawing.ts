// A sheet to draw on with a finger, a pen or a mouse. What was drawn is a list of lines, so that each can be taken back.

type Line = { colour: string; points: { x: number; y: number }[] };

const PAPER = "#ffffff";
const WIDTH = 9;

export class Sheet {
  private lines: Line[] = [];
  private colour = "#1D2B33";

  constructor(private readonly canvas: HTMLCanvasElement) {
    canvas.addEventListener("pointerdown", (event) => this.begin(event));
    canvas.addEventListener("pointermove", (event) => this.go(event));
    this.draw();
  }

  get empty(): boolean {
    return this.lines.length === 0;
  }

  choose(colour: string): void {
    this.colour = colour;
  }

  undo(): void {
    this.lines.pop();
    this.draw();
  }

  clear(): void {
    this.lines = [];
    this.draw();
  }

  /** The drawing as a PNG; nothing when the browser cannot make one. */
  picture(): Promise<Blob | null> {
    return new Promise((resolve) => this.canvas.toBlob(resolve, "image/png"));
  }

  private begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.lines.push({ colour: this.colour, points: [this.place(event)] });
    this.draw();
  }

  private go(event: PointerEvent): void {
    if (!this.canvas.hasPointerCapture(event.pointerId)) return;
    this.lines.at(-1)?.points.push(...event.getCoalescedEvents().map((each) => this.place(each)), this.place(event));
    this.draw();
  }

  private place(event: PointerEvent): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect();
    const scale = this.canvas.width / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  }

  private draw(): void {
    const paper = this.canvas.getContext("2d");
    if (!paper) return;
    paper.fillStyle = PAPER;
    paper.fillRect(0, 0, this.canvas.width, this.canvas.height);
    paper.lineWidth = WIDTH;
    paper.lineCap = paper.lineJoin = "round";
    for (const line of this.lines) trace(paper, line);
  }
}

function trace(paper: CanvasRenderingContext2D, { colour, points }: Line): void {
  const [first, ...rest] = points;
  if (!first) return;
  paper.strokeStyle = colour;
  paper.beginPath();
  paper.moveTo(first.x, first.y);
  // A tap is a dot: a line of no length still has round ends.
  for (const { x, y } of rest.length > 0 ? rest : [first]) paper.lineTo(x, y);
  paper.stroke();
}
