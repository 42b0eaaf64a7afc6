import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface PassingButtonProps {
  className?: string;
  /** Nothing to do for now. The button keeps the focus, which a disabled one would lose. */
  isOff?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** A button that may go when it has done its work: the focus then moves to the heading above, not to the top of the page. */
export function PassingButton({ className = 'quiet', isOff = false, onClick, children }: PassingButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const element = button.current;
    const part = element?.closest('.panel, .screen');
    return () => {
      if (element === document.activeElement) part?.querySelector<HTMLElement>('h1, h2')?.focus();
    };
  }, []);
  return (
    <button
      ref={button}
      type="button"
      className={className}
      aria-disabled={isOff || undefined}
      onClick={isOff ? undefined : onClick}
    >
      {children}
    </button>
  );
}
