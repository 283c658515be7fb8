import { useRef, useState, type RefObject } from 'react';
import { ASKED_BY_POLICE, dayInWords, messageOf } from '#server/report/rules.ts';
import type { Answers, Assessment, Missing, Source, Warning } from '#server/report/rules.ts';
import { Figures } from '#src/islands/coach/fields.tsx';
import type { CoachGuide } from '#src/lib/coach.ts';
import { coachWords as words } from '#src/lib/coach-words.ts';

export type LawTexts = {
  /** What filming while driving costs. */
  driver: string;
  /** What stopping on a motorway costs. */
  motorway: string;
  limitation: string;
  links: Readonly<Record<string, { text: string; path: string }>>;
};

type Props = {
  answers: Answers;
  assessment: Assessment;
  guide: CoachGuide | undefined;
  unseen: readonly string[];
  law: LawTexts;
  heading: RefObject<HTMLHeadingElement | null>;
  onMend: (need: Missing['what']) => void;
};

/** The outcome: what is missing and why, what to do now, the text to send, what police will ask. */
export function Result({ answers, assessment, guide, unseen, law, heading, onMend }: Props) {
  const { isReady, missing, warnings, nowOrLater, lastDay } = assessment;
  const dangers = warnings.filter(({ weight }) => weight === 'danger');
  const others = warnings.filter(({ weight }) => weight !== 'danger');
  return (
    <section className="coach-result" aria-labelledby="ket-qua">
      <h2 id="ket-qua" ref={heading} tabIndex={-1} className={isReady ? 'is-ready' : undefined}>
        <Mark isGood={isReady} />
        {isReady ? words.ready : words.notReady(missing.length)}
      </h2>
      <p>{isReady ? words.readyText : words.notReadyText}</p>

      {dangers.length > 0 && (
        <div className="banner">
          <h3>{words.dangers}</h3>
          {dangers.map((warning) => (
            <p key={warning.id}>
              <Figures text={sentenceOf(warning, law)} />
            </p>
          ))}
        </div>
      )}

      {missing.length > 0 && (
        <ol className="coach-missing">
          {missing.map((item) => {
            const { what, ...reasons } = words.missing[item.what] as { what: string } & Record<
              string,
              string
            >;
            return (
              <li key={item.what + item.why}>
                <p>
                  <strong>{what}.</strong> {reasons[item.why]}
                  {item.what === 'limitation' && ` ${law.limitation}`}
                </p>
                <p className="source">
                  {words.basis} <Sources sources={item.sources} law={law} />
                </p>
                <button
                  type="button"
                  className="button quiet no-print"
                  aria-label={`${words.mend}: ${what}`}
                  onClick={() => onMend(item.what)}
                >
                  {words.mend}
                </button>
              </li>
            );
          })}
        </ol>
      )}

      {unseen.length > 0 && (
        <>
          <h3>{words.advice}</h3>
          <ul className="coach-list">
            {unseen.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}

      {others.length > 0 && (
        <>
          <h3>{words.notes}</h3>
          <ul className="coach-list">
            {others.map((warning) => (
              <li key={warning.id}>{sentenceOf(warning, law)}</li>
            ))}
          </ul>
        </>
      )}

      <h3>{words.next}</h3>
      <p>
        <strong>{nowOrLater ? words.nextText[nowOrLater] : words.nextOpen}</strong>
      </p>
      {guide && nowOrLater !== 'send' && <p>{guide.now}</p>}
      {lastDay && !missing.some(({ what }) => what === 'limitation') && (
        <p className="source">{words.lastDay(dayInWords(lastDay))}</p>
      )}
      <p className="no-print">
        <a href={words.channels.path}>{words.channels.text}</a>
      </p>

      <Message text={messageOf(answers)} />

      <h3>{words.asked}</h3>
      <ul className="coach-list">
        {ASKED_BY_POLICE.map((item) => (
          <li key={item}>{words.askedItems[item]}</li>
        ))}
      </ul>
      <p>
        {words.askedText} <strong>{words.privacy[1]}</strong>
      </p>
      <p className="source">
        {words.secret} {words.basis}{' '}
        <Sources
          law={law}
          sources={[
            { plan: '002', clause: 'I.4' },
            { plan: '000', clause: 'II.3' },
          ]}
        />
      </p>
      <p className="note">{words.unconfirmed}</p>
    </section>
  );
}

function Message({ text }: { text: string }) {
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const block = useRef<HTMLDivElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No right to the clipboard: the text is marked, the reader's own copy command does the rest.
      const selection = window.getSelection();
      if (block.current && selection) selection.selectAllChildren(block.current);
      setCopied(false);
    }
  };
  return (
    <>
      <h3>{words.message}</h3>
      <p className="no-print">{words.messageText}</p>
      <div ref={block} className="coach-message">
        {text}
      </div>
      <div className="actions no-print">
        <button type="button" className="button" onClick={() => void copy()}>
          {words.copy}
        </button>
        <button type="button" className="button quiet" onClick={() => window.print()}>
          {words.print}
        </button>
      </div>
      <p role="status" className="no-print">
        {isCopied === null ? '' : isCopied ? words.copied : words.notCopied}
      </p>
    </>
  );
}

function Sources({ sources, law }: { sources: readonly Source[]; law: LawTexts }) {
  return sources.map((source, index) => {
    const link =
      'plan' in source
        ? {
            path: words.plans[source.plan].path,
            text: `${words.plans[source.plan].name}, ${words.clause(source.clause)}`,
          }
        : law.links[source.provision]!;
    return (
      <span key={link.text}>
        {index > 0 && ' · '}
        <a href={link.path}>{link.text}</a>
      </span>
    );
  });
}

const sentenceOf = ({ id }: Warning, law: LawTexts): string =>
  id === 'driver-filmed' ? law.driver : id === 'motorway-stop' ? law.motorway : words.warnings[id];

function Mark({ isGood }: { isGood: boolean }) {
  return (
    <svg viewBox="0 0 24 24" width="32" height="32" aria-hidden="true">
      <circle cx="12" cy="12" r="12" fill="currentColor" />
      <path
        d={isGood ? 'M6.5 12.5l4 4 7.5-8.5' : 'M12 5.5v8M12 16.5v2.2'}
        fill="none"
        className="coach-mark"
        strokeWidth="2.8"
      />
    </svg>
  );
}
