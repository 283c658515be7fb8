import { Inflate } from 'fflate';
import { periodWords } from '#server/outcomes/rules.ts';
import {
  checkStates,
  checkWords,
  doubtSentence,
  faultSentence,
  PACKAGE_CHECKS,
  readChainFile,
  readKeysFile,
  standingSentences,
  verdictSentence,
  verifyPackage,
  type Known,
  type PackageReport,
} from '#server/package/rules.ts';
import { verifyWords as words } from './verify-words.ts';

/** Drawings of how a check ended; the word stands beside each. */
const MARKS = { right: 'M3 11l5 5 9-12', wrong: 'M4 4l12 12M16 4L4 16', unknown: 'M4 10h12' } as const;
const SVG = 'http://www.w3.org/2000/svg';

/** Lets the reader choose or drop a package and shows what was found. The package stays on this machine. */
export function startVerifying(form: HTMLElement): void {
  const input = form.querySelector('input')!;
  const result = document.querySelector<HTMLElement>('#ket-qua-kiem')!;
  form.hidden = false;
  /** The newest choice; an older one that ends later shows nothing. */
  let newest = 0;

  const show = async (file: File) => {
    newest += 1;
    const mine = newest;
    const tell = (...nodes: Node[]) => {
      if (mine === newest) result.replaceChildren(...nodes);
    };
    tell(line('p', words.working));
    const known = await readKnown();
    if (!known) return tell(line('p', words.offline, 'wrong'));
    const bytes = await file.arrayBuffer().catch(() => null);
    if (!bytes) return tell(line('p', words.unreadable, 'wrong'));
    const report = await verifyPackage(new Uint8Array(bytes), known, {
      subtle: crypto.subtle,
      Inflate,
    }).catch(() => null);
    tell(...(report ? reportNodes(file.name, report) : [line('p', words.unreadable, 'wrong')]));
  };

  // Away from https and localhost browsers hide their cryptography.
  if (!globalThis.crypto?.subtle) {
    result.replaceChildren(line('p', words.oldBrowser, 'wrong'));
    input.disabled = true;
    return;
  }
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void show(file);
    // The same file again, after it was changed, is a new choice.
    input.value = '';
  });
  form.addEventListener('dragover', (event) => {
    event.preventDefault();
    form.classList.add('over');
  });
  form.addEventListener('dragleave', () => form.classList.remove('over'));
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    form.classList.remove('over');
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void show(file);
  });
}

/** What the site publishes for whoever verifies; null: it cannot be reached. */
async function readKnown(): Promise<Known | null> {
  try {
    const [keys, chain] = await Promise.all(
      ['/khoa-cong-khai.json', '/du-lieu/chuoi.json'].map(async (path) => {
        const reply = await fetch(path);
        return reply.ok ? reply.text() : '';
      }),
    );
    const known = { keys: readKeysFile(keys!), chain: readChainFile(chain!) };
    return known.keys && known.chain ? known : null;
  } catch {
    return null;
  }
}

function line(name: 'p' | 'li' | 'h2', text: string, className = ''): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  element.className = className;
  return element;
}

function list(className: string, items: readonly HTMLElement[]): HTMLElement[] {
  if (items.length === 0) return [];
  const element = document.createElement('ul');
  element.className = className;
  element.append(...items);
  return [element];
}

const VERDICT_CLASSES = { genuine: 'right', altered: 'wrong', unproven: 'unknown' } as const;

function reportNodes(fileName: string, report: PackageReport): HTMLElement[] {
  const { about, keyId } = report;
  const state = VERDICT_CLASSES[report.verdict];
  const check = (each: (typeof PACKAGE_CHECKS)[number]) => {
    const item = line('li', `${checkWords[each]}: `, report.checks[each]);
    const mark = document.createElementNS(SVG, 'svg');
    mark.setAttribute('viewBox', '0 0 20 20');
    mark.setAttribute('aria-hidden', 'true');
    const drawn = document.createElementNS(SVG, 'path');
    drawn.setAttribute('d', MARKS[report.checks[each]]);
    mark.append(drawn);
    const word = document.createElement('strong');
    word.textContent = checkStates[report.checks[each]];
    item.prepend(mark);
    item.append(word);
    return item;
  };
  return [
    line('h2', verdictSentence(report), state),
    line('p', fileName, 'source'),
    ...(about
      ? [
          line(
            'p',
            words.about(
              about.number,
              periodWords(about.month),
              about.province.nameVi,
              about.madeOn.split('-').reverse().join('/'),
            ),
          ),
        ]
      : []),
    ...standingSentences(report).map((sentence) => line('p', sentence, 'note')),
    ...list(
      'faults',
      report.faults.map((fault) => line('li', faultSentence(fault))),
    ),
    ...list('checks', PACKAGE_CHECKS.map(check)),
    ...report.doubts.map((doubt) => line('p', doubtSentence(doubt))),
    ...(report.checks.cells === 'right' ? [line('p', words.compared(report.files, report.cells))] : []),
    ...(keyId && report.checks.signature === 'right'
      ? [line('p', `${words.key} ${keyId}`, 'source key')]
      : []),
    line('p', words.again),
  ];
}
