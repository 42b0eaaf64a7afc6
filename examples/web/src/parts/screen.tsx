import { type ReactNode, useEffect, useRef } from 'react';

interface ScreenProps {
  title: string;
  /** A line above the title. */
  kicker?: ReactNode;
  /** Facts or actions beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}

let isFirstScreen = true;

/** A screen with its heading. When it opens, it sets the title of the document and moves the focus to the heading. */
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
