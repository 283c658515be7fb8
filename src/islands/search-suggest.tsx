import { useEffect, useId, useRef, useState } from 'react';
import type { SearchHit } from '#src/lib/search.ts';
import { strings } from '#src/lib/strings.ts';
import { trpc } from '#src/lib/trpc.ts';

const WAIT_MS = 200;
const MIN_LETTERS = 2;

type Suggestion = { text: string; href: string; kind?: SearchHit['kind'] };
/** `day`: suggest the law of that day; absent: anything on the site. */
type Props = { name: string; label: string; value: string; placeholder: string; day?: string };

const ask = (query: string, day: string | undefined, signal: AbortSignal): Promise<Suggestion[]> =>
  day === undefined
    ? trpc.search.suggest.query({ query }, { signal })
    : trpc.law.suggest.query({ query, day }, { signal });

/**
 * A search field with suggestions under it. Without JavaScript it is the plain field of its form; it asks for nothing
 * until the reader types.
 */
export default function SearchSuggest({ name, label, value, placeholder, day }: Props) {
  const [query, setQuery] = useState<string | null>(null);
  const [suggestions, setSuggestions] = useState<Suggestion[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();

  useEffect(() => {
    const words = query?.trim() ?? '';
    if (words.length < MIN_LETTERS) return setSuggestions([]);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      ask(words, day, abort.signal)
        .then(setSuggestions)
        // Offline or slow: the field still works as the form it is.
        .catch(() => setSuggestions([]));
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, day]);

  return (
    <div
      className="field suggest"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || suggestions.length === 0) return;
        // A browser would empty the search field: the first Escape only closes the list.
        event.preventDefault();
        setSuggestions([]);
        input.current?.focus();
      }}
    >
      <label htmlFor={name}>{label}</label>
      <input
        ref={input}
        id={name}
        name={name}
        type="search"
        defaultValue={value}
        placeholder={placeholder}
        autoComplete="off"
        aria-controls={suggestions.length > 0 ? listId : undefined}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      <p className="hidden" role="status">
        {suggestions.length > 0 ? strings.suggestions(suggestions.length) : ''}
      </p>
      {suggestions.length > 0 && (
        <ul id={listId} className="suggestions">
          {suggestions.map(({ text, href, kind }) => (
            <li key={href + text}>
              <a href={href}>
                {text}
                {kind && <span className="source"> · {strings.finding.kinds[kind]}</span>}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
