import type { ReactNode } from 'react';

/** Says that there is nothing, and what to do about it. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
