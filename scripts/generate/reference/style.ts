/** How the reference looks: quiet, in the light or the dark that the reader has chosen for everything. */
export const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2330; --quiet: #5c6675; --line: #dde1e8; --link: #0b5cad; --shade: #f5f7fa; --warn: #8a4b00; }
@media (prefers-color-scheme: dark) { :root { --paper: #12161d; --ink: #e3e7ee; --quiet: #9aa5b5; --line: #2c3442; --link: #7cb8ff; --shade: #1a2029; --warn: #f0b45f; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem 3rem 1.5rem; background: var(--shade); border-right: 1px solid var(--line); font-size: .875rem; }
nav summary { cursor: pointer; font-weight: 600; padding: .3rem 0; }
nav ul { list-style: none; margin: 0 0 .6rem; padding: 0 0 0 1rem; }
main { padding: 1.5rem clamp(1rem, 4vw, 3.5rem) 6rem; max-width: 68rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: .5rem 0 1rem; }
h2 { font-size: 1.5rem; margin: 3.5rem 0 1rem; padding-bottom: .3rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.2rem; margin: 0 0 .4rem; }
h3 a { color: inherit; }
h4 { font-size: .8rem; text-transform: uppercase; letter-spacing: .06em; color: var(--quiet); margin: 1.4rem 0 .2rem; }
h5 { font-size: 1rem; font-weight: 500; margin: 1rem 0 0; }
h6 { font-size: .9rem; font-weight: 500; margin: .5rem 0 0 1.5rem; }
h6 + p { margin-left: 1.5rem; }
p { margin: .15rem 0 .4rem; }
section { padding: 1.4rem 0; border-bottom: 1px solid var(--line); }
code { font: .92em ui-monospace, monospace; }
small { font-size: .72rem; color: var(--quiet); border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5em; margin-left: .2em; }
h5:target, h6:target, section:target > h3 { background: color-mix(in srgb, var(--link) 18%, transparent); }
.deprecated { border-left: 3px solid var(--warn); padding-left: .7rem; color: var(--warn); }
figure { margin: 1.5rem 0; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--shade); padding: 1rem; }
svg { display: block; min-width: 44rem; width: 100%; height: auto; color: var(--quiet); }
svg text { fill: var(--ink); }
svg .edge text { fill: var(--quiet); }
svg .node path { fill: var(--paper); stroke: var(--quiet); }
svg .interface path { stroke-dasharray: 4 2; }
svg a:hover path { stroke: var(--link); stroke-width: 2; }
@media (max-width: 52rem) { body { display: block; } nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); } }
@media print { nav { display: none; } body { display: block; } }
`;
