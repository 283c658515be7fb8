import { hostWords } from '../host-words.ts';
import { byId, h } from './dom.ts';
import { keepEntry, readEntry } from './entry.ts';
import { host, sentenceFor } from './line.ts';

/* Opening a class: what the form says is sent once, and the class is led from the next page on. */

const words = hostWords.open;
const form = byId('mo') as HTMLFormElement;
const button = form.querySelector<HTMLButtonElement>('button[type="submit"]')!;

const kept = readEntry();
if (kept) {
  byId('dang-dan-ma').textContent = words.running(kept.joinCode);
  byId('dang-dan').hidden = false;
}

/** Shows what only somebody signed in may choose. */
async function welcome(): Promise<void> {
  const { isSignedIn, ownSets } = await host.opening.query();
  if (!isSignedIn) return;
  byId('co-ten').hidden = false;
  byId('dang-nhap').hidden = true;
  byId('giu-gi').textContent = words.kept;
  if (ownSets.length === 0) return;
  const { asked } = form.dataset;
  const box = byId('bo-cua-ban');
  box
    .querySelector('.sets')!
    .append(
      ...ownSets.map(({ id, titleVi, questions }) =>
        h(
          'label',
          { class: 'set' },
          h('input', { type: 'radio', name: 'set', value: id, checked: id === asked }),
          h('span', {}, h('strong', {}, titleVi), h('span', { class: 'what' }, words.count(questions))),
        ),
      ),
    );
  box.hidden = false;
}
// Whoever is not known to be signed in plays as everybody does.
welcome().catch(() => undefined);

// A tap before this script was there would send the form away.
button.disabled = false;
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void open();
});

let isOpening = false;
async function open(): Promise<void> {
  if (isOpening) return;
  isOpening = true;
  const problem = byId('mo-loi');
  problem.textContent = '';
  button.textContent = button.dataset['opening']!;
  const data = new FormData(form);
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  try {
    const entry = await host.create.mutate({
      set: text('set'),
      count: Number(text('count')),
      limitSeconds: Number(text('limitSeconds')),
      seats: Number(text('seats')),
      teams: Number(text('teams')),
      hasSpeed: data.has('hasSpeed'),
      hasNames: data.has('hasNames'),
      ...(text('unitCode') === '' ? {} : { unitCode: text('unitCode') }),
    });
    keepEntry(entry);
    location.assign(form.dataset['begin']!);
  } catch (error) {
    problem.textContent = sentenceFor(error);
    isOpening = false;
    button.textContent = words.button;
  }
}
