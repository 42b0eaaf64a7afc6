/** Styles and scripts that the page has before GraphiQL's script. */
export const adjustments = `<style>
  /* While it is dragged, GraphiQL moves a tab by a transform. A click drags it too, and the click is lost. */
  .graphiql-tab { transform: none !important; transition: none !important; }
  .graphiql-container .graphiql-tab .graphiql-tab-button { padding-right: 24px; }
  .graphiql-container .graphiql-logo { white-space: nowrap; }

  @media (max-width: 800px) {
    .graphiql-container .graphiql-logo,
    .graphiql-container .graphiql-horizontal-drag-bar { display: none; }
    .graphiql-container .graphiql-sidebar { padding: 2px; width: 44px; }
    .graphiql-container .graphiql-sessions { margin: 4px; margin-left: 0; }
    .graphiql-container .graphiql-main { flex-direction: column; overflow-y: auto; }
    .graphiql-container .graphiql-main > * { flex: 0 0 auto !important; min-width: 0 !important; }
    .graphiql-container .graphiql-main > .graphiql-sessions { flex: 1 0 auto !important; }
    .graphiql-container #graphiql-session { flex-direction: column; }
    .graphiql-container #graphiql-session > * { flex: 0 0 auto !important; min-width: 0 !important; }
    .graphiql-container .graphiql-editors { height: 60vh; }
    .graphiql-container .graphiql-response { height: 70vh; }
  }
</style>
<script>
  // The search of the docs panel searches names, so "due date" must find \`dueDateStrategy\`.
  document.addEventListener('beforeinput', (event) => {
    if (event.data === ' ' && event.target.closest('.graphiql-doc-explorer-search')) event.preventDefault();
  }, true);

  /** Options that show the tab of the last visit, and keep no headers with the history. */
  function adjustedOptions(options) {
    const storage = storageWithoutHeaders(options.headers);
    const linked = new URL(location.href).searchParams.get('query');
    const tab = storedTab();
    // Without its query and variables, GraphiQL adds an empty tab at every visit.
    if (!tab || (linked !== null && linked !== tab.query)) return { ...options, storage };
    return { ...options, storage, query: tab.query, variables: tab.variables };
  }

  function storedTab() {
    try {
      const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
      return tabs[activeTabIndex];
    } catch {
      return undefined;
    }
  }

  /** The history would keep the token. Its items get the first headers of the page instead. */
  function storageWithoutHeaders(headers) {
    const withHeaders = (text, value) => JSON.stringify(JSON.parse(text, (key, item) => (key === 'headers' ? value : item)));
    const isHistory = (key) => /^graphiql:(queries|favorites)$/.test(key);
    return {
      getItem: (key) => {
        const text = localStorage.getItem(key);
        return text && isHistory(key) ? withHeaders(text, headers) : text;
      },
      setItem: (key, text) => localStorage.setItem(key, isHistory(key) ? withHeaders(text, '') : text),
      removeItem: (key) => localStorage.removeItem(key),
      clear: () => localStorage.clear(),
      get length() {
        return localStorage.length;
      },
    };
  }
</script>
`;
