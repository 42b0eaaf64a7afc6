import { type ReactNode, useEffect, useRef } from 'react';

interface ScreenProps {
  title: string;
  /** A line above the title: where in the application this is. */
  kicker?: ReactNode;
  /** What stands beside the title: facts, or what can be done. */
  aside?: ReactNode;
  children: ReactNode;
}

let isFirstScreen = true;

/** A screen with its heading. Opening one tells its name to the browser and moves the focus to it. */
export function Screen({ title, kicker, aside, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Learning`;
  }, [title]);
  useEffect(() => {
    if (!isFirstScreen) heading.current?.focus();
    isFirstScreen = false;
  }, []);
  return (
    <article className="screen">
      <header className="screen-head">
        <div>
          {kicker && <p className="kicker">{kicker}</p>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
        {aside && <div className="screen-aside">{aside}</div>}
      </header>
      {children}
    </article>
  );
}
