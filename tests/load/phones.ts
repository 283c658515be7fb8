/*
 * A class of phones over plain HTTP, as a process of its own: `node tests/load/phones.ts`, started by playClass of
 * tests/support/class-run.ts. It is told what to play, plays it, and tells what it sent and what it was told. Plain node:http, one line for
 * the stream and one for answers per phone, as a browser has them.
 */
import { randomBytes } from 'node:crypto';
import type { TaskResponse } from '#content/schema.ts';
import { anyResponse, textOfResponse } from '#tests/support/choices.ts';
import type { ClassPlan, ClassReport } from '#tests/support/class-run.ts';
import { Line, Stream, type Reply, type View } from '#tests/support/phone-lines.ts';

const MAX_TRIES = 40;
const later = (ms: number) => new Promise<void>((done) => setTimeout(done, Math.max(0, ms)));

type GamePlay = {
  hostCode: string;
  hostLine: Line;
  /** By position: what the host saw of each question. */
  asked: Map<number, { ref: string; opensAt: number }>;
  ended: Promise<void>;
  end: () => void;
};

const plan = JSON.parse(process.argv[2]!) as ClassPlan;
const report: ClassReport = {
  sent: [],
  acks: [],
  refused: [],
  joinMs: [],
  messages: 0,
  bytes: 0,
  replyBytes: 0,
  pings: 0,
  drops: 0,
  retries: 0,
  foreign: 0,
  resumeMs: [],
  counted: 0,
  cpuSeconds: 0,
  problems: [],
};
const problem = (text: string) => {
  if (report.problems.length < 20) report.problems.push(text);
};

async function untilAnswered(line: () => Line, procedure: string, input: unknown): Promise<Reply> {
  for (let round = 0; ; round += 1) {
    try {
      const reply = await line().post(procedure, input);
      if (reply.status < 500 && reply.status !== 429) return reply;
      if (round >= MAX_TRIES) throw new Error(`${procedure}: ${reply.status}`);
    } catch (error) {
      if (round >= MAX_TRIES) throw error;
    }
    report.retries += 1;
    await later(250);
  }
}

async function openGame(): Promise<GamePlay & { code: string; ticket: string }> {
  const hostLine = new Line(plan.url);
  const { data } = await untilAnswered(() => hostLine, 'create', {
    set: 'tong-hop',
    count: plan.questions,
    limitSeconds: plan.limitSeconds,
    seats: plan.players,
  });
  let end!: () => void;
  const ended = new Promise<void>((done) => (end = done));
  const { hostCode, joinCode, ticket } = data as { hostCode: string; joinCode: string; ticket: string };
  return { hostCode, hostLine, code: joinCode, ticket, asked: new Map(), ended, end };
}

/** Leads a game: the next question when the last one was shown, some time later. */
function lead(game: GamePlay & { ticket: string }, begin: Promise<void>): void {
  const stream = new Stream(plan.url, 'host', game.ticket);
  let actedOn = '';
  const act = async (seq: number, pauseMs: number, kind: 'next' | 'reveal') => {
    // The answer may be shown because time is over, while the host was about to show it: the state is the same then.
    if (actedOn === `${seq} ${kind}`) return;
    actedOn = `${seq} ${kind}`;
    await later(pauseMs);
    await untilAnswered(() => game.hostLine, 'act', {
      hostCode: game.hostCode,
      seq,
      action: { kind },
    });
  };
  const see = (view: View) => {
    if (view.question && view.window)
      game.asked.set(view.question.position, { ref: view.question.ref, opensAt: view.window.opensAt });
    if (view.phase === 'lobby') void begin.then(() => act(view.seq!, 0, 'next'));
    // As a teacher does when all have answered.
    if (view.phase === 'open' && view.answers! >= plan.players) void act(view.seq!, 500, 'reveal');
    if (view.phase === 'shown' || view.phase === 'withdrawn') void act(view.seq!, plan.thinkMs, 'next');
    if (view.phase === 'ended') {
      stream.cut();
      game.end();
    }
  };
  const follow = () => stream.open(see, () => void later(200).then(follow));
  follow();
}

class Phone {
  readonly #game: GamePlay;
  readonly #isShaky: boolean;
  #line = new Line(plan.url);
  #player = '';
  #stream!: Stream;
  /** When the new line was there; 0: no line was lost, or it is taken up again. */
  #backAt = 0;
  #isDone = false;
  readonly #given = new Set<number>();
  readonly done: Promise<void>;
  #finish!: () => void;

  constructor(game: GamePlay, isShaky: boolean) {
    this.#game = game;
    this.#isShaky = isShaky;
    this.done = new Promise((finish) => (this.#finish = finish));
  }

  async join(code: string, seat: number): Promise<void> {
    const startedAt = performance.now();
    const { data, status } = await untilAnswered(() => this.#line, 'join', {
      code,
      seat: String(seat),
      secret: randomBytes(16).toString('base64url'),
    });
    if (status !== 200) return problem(`join: ${JSON.stringify(data)}`);
    report.joinMs.push(performance.now() - startedAt);
    const entry = data as { player: string; ticket: string };
    this.#player = entry.player;
    this.#stream = new Stream(plan.url, 'follow', entry.ticket);
    this.#follow();
  }

  #follow(): void {
    this.#stream.open(
      (view) => this.#see(view),
      () => {
        if (!this.#isDone) void later(200 + Math.random() * 300).then(() => this.#follow());
      },
      () => {
        if (this.#backAt > 0) report.resumeMs.push(performance.now() - this.#backAt);
        this.#backAt = 0;
      },
    );
  }

  #see(view: View): void {
    if (view.phase === 'ended') {
      this.#isDone = true;
      report.messages += this.#stream.messages;
      report.bytes += this.#stream.bytes;
      report.pings += this.#stream.pings;
      this.#stream.cut();
      this.#line.cut();
      return this.#finish();
    }
    if (!view.question) return;
    const { position, ref } = view.question;
    const known = this.#game.asked.get(position);
    if (known && known.ref !== ref) report.foreign += 1;
    if (view.phase !== 'open' || !view.window || this.#given.has(position)) return;
    if (known && known.opensAt !== view.window.opensAt) report.foreign += 1;
    this.#given.add(position);
    // Half of the class within two fifths of the time, all within it.
    const share = Math.random() < 0.5 ? Math.random() * 0.4 : 0.4 + Math.random() * 0.6;
    const at = view.window.opensAt + share * plan.answerMs;
    const response = anyResponse(view.question.task);
    void later(at - Date.now()).then(() => this.#answer(position, ref, response));
    if (this.#isShaky) void later(Math.random() * plan.answerMs).then(() => this.#drop());
  }

  async #answer(position: number, ref: string, response: TaskResponse): Promise<void> {
    const clientId = randomBytes(9).toString('base64url');
    report.sent.push(`${clientId} ${position} ${textOfResponse(response)}`);
    const input = { player: this.#player, position, ref, clientId, response };
    const startedAt = performance.now();
    try {
      const { data, bytes } = await untilAnswered(() => this.#line, 'answer', input);
      if (data['ok'] === true) report.acks.push([clientId, performance.now() - startedAt]);
      else report.refused.push(`${clientId} ${JSON.stringify(data)}`);
      report.replyBytes += bytes;
    } catch (error) {
      problem(`answer: ${String(error)}`);
    }
  }

  /** The network goes, half a second later another one is there. */
  #drop(): void {
    if (this.#isDone) return;
    report.drops += 1;
    this.#line.cut();
    this.#stream.cut();
    this.#line = new Line(plan.url);
    void later(500).then(() => {
      if (this.#isDone) return;
      this.#backAt = performance.now();
      this.#follow();
    });
  }
}

// A phone that gave up waits for nothing any more, and nobody would be told.
process.once('beforeExit', () => {
  console.error(report.problems, report.refused.slice(0, 5));
  process.exit(1);
});
const games = await Promise.all(Array.from({ length: plan.games }, openGame));
const classes = games.map((game) => ({
  game,
  phones: Array.from({ length: plan.players }, () => new Phone(game, Math.random() < plan.shakyShare)),
}));
// All at once would ask more of this process than of the server.
const JOINS_AT_ONCE = 100;
const joins = classes.flatMap(({ game, phones }) =>
  phones.map((phone, at) => () => phone.join(game.code, at + 1)),
);
await Promise.all(
  Array.from({ length: JOINS_AT_ONCE }, async () => {
    for (let join = joins.pop(); join; join = joins.pop()) await join();
  }),
);
process.send!({ kind: 'joined' });
await Promise.all(
  classes.map(async ({ game, phones }) => {
    lead(game, later(Math.random() * plan.spreadMs));
    await Promise.all([game.ended, ...phones.map(({ done }) => done)]);
    const { data } = await untilAnswered(() => game.hostLine, 'results', { hostCode: game.hostCode });
    const { seats } = data as { seats: { marks: (number | null)[] }[] };
    report.counted += seats.flatMap(({ marks }) => marks).filter((mark) => mark !== null).length;
    game.hostLine.cut();
  }),
);
const { user, system } = process.cpuUsage();
report.cpuSeconds = (user + system) / 1e6;
process.send!({ kind: 'report', report }, () => process.exit(0));
