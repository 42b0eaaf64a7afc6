import type { ReactNode } from 'react';

/** Says that a list is empty, and what to do next. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
