import { type ReactNode, useId } from 'react';

interface PanelProps {
  title: string;
  /** A short text beside the title, such as a number. */
  note?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of a screen with a heading. */
export function Panel({ title, note, className = '', children }: PanelProps) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {note && <span className="panel-note">{note}</span>}
      </header>
      {children}
    </section>
  );
}
