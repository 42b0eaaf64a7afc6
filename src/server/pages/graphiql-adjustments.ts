/** Styles and scripts that the page has before GraphiQL's script. */
export const adjustments = `<style>
  /* While it is dragged, GraphiQL moves a tab by a transform. A click drags it too, and the click is lost. */
  .graphiql-tab { transform: none !important; transition: none !important; }
  .graphiql-container .graphiql-tab .graphiql-tab-button { padding-right: 24px; }
  /* All tabs fit a screen of 1280 px. */
  .graphiql-container .graphiql-tabs { gap: 4px; }
  .graphiql-container .graphiql-logo { white-space: nowrap; }
  .graphiql-container .plan-button { color: inherit; }
  /* GraphiQL's own outline has hardly any contrast, and is cut at the edges of the tabs. */
  :is(button, a, input, .graphiql-editor, .result-window):focus-visible {
    outline: 2px solid hsl(var(--color-primary, 320, 95%, 43%)) !important;
    outline-offset: -2px !important;
  }
  .graphiql-execute-button:focus-visible { outline-offset: 2px !important; }

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

  // In an editor, Tab indents. Escape leaves it, if it has nothing else to close.
  document.addEventListener('keydown', (event) => {
    const editor = event.key === 'Escape' && event.target.closest('.graphiql-editor');
    const widgets = '.suggest-widget.visible, .parameter-hints-widget.visible, .find-widget.visible';
    if (editor && !editor.querySelector(widgets)) editor.focus();
  }, true);

  let isPlanRequested = false;
  const originalFetch = window.fetch;
  window.fetch = (resource, options) => {
    const isOperation = options?.method === 'POST' && !String(options.body).includes('IntrospectionQuery');
    if (!isPlanRequested || !isOperation) return originalFetch(resource, options);
    isPlanRequested = false;
    const headers = new Headers(options.headers);
    headers.set('x-debug', 'plan');
    return originalFetch(resource, { ...options, headers });
  };
  // Of several operations, GraphiQL runs the one that is chosen in a menu, or none.
  for (const type of ['pointerdown', 'keydown']) {
    document.addEventListener(type, (event) => {
      const isRun = type === 'keydown' ? event.key === 'Enter' : event.target.closest('.graphiql-execute-button');
      if (event.isTrusted && isRun && !event.target.closest('[role=menu]')) isPlanRequested = false;
    }, true);
  }

  function requestPlan() {
    const run = document.querySelector('.graphiql-execute-button');
    isPlanRequested = true;
    if (run.getAttribute('aria-haspopup') !== 'menu') return run.click();
    run.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
  }

  /** A button below the one that runs the operation. */
  function createPlanButton() {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'graphiql-un-styled graphiql-toolbar-button plan-button';
    button.title = 'Show the plan: the REST calls that this operation could cause, without making one';
    button.setAttribute('aria-label', 'Show the plan');
    button.innerHTML = \`<svg class="graphiql-toolbar-icon" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5"
      stroke-linecap="round" aria-hidden="true"><path d="M2 3h1M2 8h1M2 13h1M6 3h8M6 8h8M6 13h5"/></svg>\`;
    button.addEventListener('click', requestPlan);
    return button;
  }
  new MutationObserver(() => {
    const toolbar = document.querySelector('.graphiql-toolbar');
    const run = toolbar?.querySelector('.graphiql-execute-button');
    if (!run || run.nextElementSibling?.matches('.plan-button')) return;
    run.after(toolbar.querySelector('.plan-button') ?? createPlanButton());
  }).observe(document, { childList: true, subtree: true });

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
