// The search of the reference page, which contains this file as it is. It runs in browsers and loads nothing.
{
  const box = document.querySelector('[role=search]');
  const input = document.getElementById('search');
  const status = document.getElementById('status');
  const results = document.getElementById('results');
  const contents = document.querySelector('nav');
  const maxResults = 60;
  /** Below this width the results cover the content. It is the one in style.css. */
  const narrow = window.matchMedia('(max-width: 52rem)');
  let entries;

  box.hidden = false;
  input.addEventListener('input', search);
  input.addEventListener('focus', search);
  results.addEventListener('click', () => {
    if (narrow.matches) close();
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isInSearch = box.contains(event.target);
    if (event.key === '/' && event.target !== input) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === 'Escape' && isInSearch) {
      input.value = '';
      input.focus();
      search();
    } else if (event.key === 'Enter' && event.target === input) results.querySelector('a')?.click();
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && isInSearch) {
      event.preventDefault();
      moveFocus(event.key === 'ArrowDown' ? 1 : -1);
    }
  });

  function search() {
    const words = wantedWords(input.value);
    const found = words.length > 0 ? find(words) : [];
    results.replaceChildren(...found.slice(0, maxResults).map(resultOf));
    contents.hidden = words.length > 0 && !narrow.matches;
    status.textContent = words.length > 0 ? countText(found.length) : '';
  }

  function close() {
    results.replaceChildren();
    status.textContent = '';
  }

  function countText(count) {
    if (count === 0) return 'No matches.';
    const shown = count > maxResults ? `, the first ${maxResults} shown` : '';
    return `${count} ${count === 1 ? 'match' : 'matches'}${shown}`;
  }

  function moveFocus(step) {
    const stops = [input, ...results.querySelectorAll('a')];
    const next = stops.indexOf(document.activeElement) + step;
    stops[Math.min(Math.max(next, 0), stops.length - 1)].focus();
  }

  /** Entries that match every word, best first. */
  function find(words) {
    entries ??= [...document.querySelectorAll('.entry')].map(entryOf);
    return entries
      .map((entry) => ({ entry, score: scoreOf(entry, words) }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score || one.entry.id.length - other.entry.id.length)
      .map(({ entry }) => entry);
  }

  function entryOf(element) {
    const description = element.querySelector(':scope > .description').textContent;
    const path = element.id.split('.');
    const name = path.at(-1);
    const isArgument = element.tagName === 'LI';
    return {
      id: element.id,
      description,
      isDeprecated: element.querySelector(':scope > .deprecated') !== null,
      isArgument,
      isPage: /(Connection|Edge|PageInfo)$/.test(path[0]),
      // `dueAt` is a due date. The whole name is a word too, for those who type no capitals.
      name: [...wordsOf(name.replace(/At$/, 'DateAt')), name.toLowerCase()],
      owner: wordsOf(path.slice(0, -1).join(' ')),
      text: wordsOf(description),
    };
  }

  /**
   * A match in the name counts most, then one in the name of the type, then one in the description. Pages of lists have
   * the names of their items, which are of more interest.
   */
  function scoreOf(entry, words) {
    let score = 0;
    for (const word of words) {
      const best = Math.max(
        (entry.isPage ? 2 : 20) * matchOf(entry.name, word),
        (entry.isPage ? 1 : 4) * matchOf(entry.owner, word),
        3 * matchOf(entry.text, word),
      );
      if (best === 0) return 0;
      score += best;
    }
    if (entry.name.slice(0, -1).join() === words.join()) score += 40;
    else if (!entry.isPage && entry.name.join().startsWith(words.join())) score += 10;
    return score - (entry.isDeprecated ? 2 : 0) - (entry.isArgument ? 4 : 0) * words.length;
  }

  /** 2 if one of the words equals the wanted one in stem, 1 if one of them starts with it, else 0. */
  function matchOf(words, wanted) {
    if (words.includes(wanted)) return 2;
    return words.some((word) => word.startsWith(wanted)) ? 1 : 0;
  }

  /** The words that were typed, without those that say nothing, unless there are no others. */
  function wantedWords(text) {
    const words = wordsOf(text);
    const telling = words.filter((word) => !/^(a|an|the|of|in|for|by|to|is)$/.test(word));
    return telling.length > 0 ? telling : words;
  }

  /** The stems of the words of a text. `dueDateStrategy` and `DUE_DATE` are several words. */
  function wordsOf(text) {
    const spaced = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
    return spaced
      .split(/[^a-z0-9]+/)
      .filter(Boolean)
      .map(stemOf);
  }

  /** "expired", "expires" and "expire" are one word. */
  function stemOf(word) {
    return word.replace(/(?<=.{4})(?:ing|ed|es|(?<![su])s|e)$/, '');
  }

  function resultOf({ id, description }) {
    const link = document.createElement('a');
    link.href = `#${id}`;
    const name = document.createElement('code');
    name.textContent = id;
    const text = document.createElement('span');
    text.textContent = description;
    link.append(name, text);
    const item = document.createElement('li');
    item.append(link);
    return item;
  }
}
