import { type KeyboardEvent, useRef, useState } from 'react';
import { count } from '../../format.ts';
import { useSession } from '../../session.ts';

interface ChooseClassProps {
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Selects people of the directory, one by one or all search results. */
export function ChooseClass({ chosen, onChoose }: ChooseClassProps) {
  const { people } = useSession();
  const [search, setSearch] = useState('');
  const searchText = search.trim().toLowerCase();
  const found = people.filter(({ name, organization }) => `${name} ${organization}`.toLowerCase().includes(searchText));
  const areAllChosen = found.length > 0 && found.every(({ id }) => chosen.has(id));

  const choose = (ids: readonly string[], isChosen: boolean) => {
    const after = new Set(chosen);
    for (const id of ids) {
      if (isChosen) after.add(id);
      else after.delete(id);
    }
    onChoose(after);
  };

  // One tab stop for the whole list: with one for each person, the button below would be hundreds of stops away.
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const tabStop = found.some(({ id }) => id === current) ? current : found[0]?.id;
  const moveFocus = (event: KeyboardEvent) => {
    const index = found.findIndex(({ id }) => id === (event.target as HTMLElement).dataset.id);
    const targets: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: found.length - 1,
    };
    const next = found[targets[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>(`[data-id="${next.id}"]`)?.focus();
  };

  return (
    <fieldset className="choose">
      <legend>Learners</legend>
      <label className="field">
        <span>Find by name or organization</span>
        <input type="search" value={search} onChange={({ target }) => setSearch(target.value)} />
      </label>
      {found.length === 0 ? (
        <p className="empty">No one in the directory matches.</p>
      ) : (
        <>
          <label className="check check-all">
            <input
              type="checkbox"
              checked={areAllChosen}
              onChange={({ target }) =>
                choose(
                  found.map(({ id }) => id),
                  target.checked,
                )
              }
            />
            <span>
              All {searchText ? 'found' : 'in the directory'}, {count(found.length, 'learner')}
            </span>
          </label>
          <ul className="choose-list" ref={list} onKeyDown={moveFocus}>
            {found.map(({ id, name, organization }) => (
              <li key={id}>
                <label className="check">
                  <input
                    type="checkbox"
                    data-id={id}
                    tabIndex={id === tabStop ? 0 : -1}
                    checked={chosen.has(id)}
                    onFocus={() => setCurrent(id)}
                    onChange={({ target }) => choose([id], target.checked)}
                  />
                  <span>
                    {name} <small>{organization}</small>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </>
      )}
    </fieldset>
  );
}
