import { TRPCClientError } from '@trpc/client';
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type SubmitEvent } from 'react';
import { responseFrom, type Given } from '#server/quiz/rules.ts';
import type { OutcomeView, QuestionView } from '#server/quiz/service.ts';
import type { AppRouter } from '#server/router.ts';
import { QuizOutcome } from '#src/islands/quiz-outcome.tsx';
import { Progress, QuizQuestion } from '#src/islands/quiz-question.tsx';
import { sentenceOf } from '#src/lib/refusal.ts';
import { strings } from '#src/lib/strings.ts';
import { taskWords } from '#src/lib/task-words.ts';
import { trpc } from '#src/lib/trpc.ts';

const words = strings.quiz;

type Props = {
  /** Page of attempts at this set. */
  path: string;
  token: string;
  /** Questions of the attempt, withdrawn ones included. */
  total: number;
  /** The question to answer next; null: all are answered. */
  question: QuestionView | null;
  /** The question just answered: shown in place of the next one until the reader goes on. */
  outcome: OutcomeView | null;
  note: string | null;
  problem: string | null;
  /** What a form that was refused held. */
  given: Given;
};

const isNumbered = ({ task }: QuestionView): boolean =>
  task.kind !== 'ordering' && task.kind !== 'matching' && task.kind !== 'number' && task.kind !== 'short';

/** Fields that are chosen among by number: the first one of a form is number 1. */
const NUMBERED = 'input[type="radio"], input[type="checkbox"]';

/**
 * Asks one question after the other without loading the page again. Rendered on the server it is a plain form; it wakes
 * when the reader first touches it. The address always holds the attempt, so that closing the page loses nothing.
 */
export default function QuizPlayer({ path, total, ...given }: Props) {
  const [state, setState] = useState(given);
  const [isSending, setSending] = useState(false);
  const [isAwake, setAwake] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  const { token, question, outcome, note, problem, given: typed } = state;

  useEffect(() => setAwake(true), []);
  useEffect(() => {
    if (isFirst.current) return void (isFirst.current = false);
    root.current?.querySelector<HTMLElement>(outcome ? '#loi-giai' : 'legend')?.focus();
  }, [outcome, question]);

  async function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending || question === null) return;
    const response = responseFrom(new FormData(event.currentTarget), question.task);
    if (!response) return setState({ ...state, problem: taskWords.missing[question.task.kind] });
    setSending(true);
    try {
      const { number } = question;
      const next = await trpc.quiz.answer.mutate({ token, number, response });
      history.replaceState(null, '', `${path}?lan=${next.token}&cau=${number}`);
      setState({
        ...{ given: {}, problem: null, token: next.token },
        question: next.current,
        outcome: next.outcome,
        note: next.isRepeat ? words.repeat : null,
      });
    } catch (error) {
      setState(await afterRefusal(error));
    } finally {
      setSending(false);
    }
  }

  /** The same question with a sentence; the next one when this one was withdrawn meanwhile. */
  async function afterRefusal(error: unknown): Promise<typeof state> {
    const refusal = error instanceof TRPCClientError ? (error as TRPCClientError<AppRouter>) : null;
    if (!refusal?.data) return { ...state, problem: words.offline };
    const problem = sentenceOf(refusal.message);
    if (refusal.data.code !== 'CONFLICT') return { ...state, problem };
    const next = await trpc.quiz.attempt.query({ token }).catch(() => null);
    // With nothing left to ask, the page itself shows the result.
    if (next && !next.current) location.assign(`${path}?lan=${token}`);
    return { ...state, ...(next?.current && { question: next.current }), problem };
  }

  function goOn(event: MouseEvent<HTMLAnchorElement>) {
    // A new tab, and the result page, are ordinary links.
    if (question === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, '', `${path}?lan=${token}`);
    setState({ ...state, outcome: null, note: null, problem: null });
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const isTyping = event.target instanceof HTMLElement && event.target.matches('select, [type="text"]');
    const fields = isTyping ? undefined : root.current?.querySelectorAll<HTMLInputElement>(NUMBERED);
    const field = fields?.[Number(event.key) - 1];
    if (!field) return;
    field.checked = field.type === 'radio' || !field.checked;
    field.focus();
  }

  return (
    <div className="quiz-player" ref={root} onKeyDown={press}>
      {outcome ? (
        <>
          <Progress number={outcome.number} total={total} />
          <QuizOutcome outcome={outcome} note={note}>
            <a className="button" href={`${path}?lan=${token}`} onClick={goOn}>
              {question ? words.next : words.result}
            </a>
          </QuizOutcome>
        </>
      ) : (
        question && (
          <QuizQuestion
            key={question.number}
            action={path}
            token={token}
            question={question}
            total={total}
            problem={problem}
            given={typed}
            isSending={isSending}
            onSubmit={(event) => void send(event)}
          >
            {isAwake && isNumbered(question) && <p className="source quiz-keys">{words.keys}</p>}
          </QuizQuestion>
        )
      )}
    </div>
  );
}
