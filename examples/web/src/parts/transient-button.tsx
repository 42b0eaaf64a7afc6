import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface TransientButtonProps {
  className?: string;
  /** Turns the button off, but keeps its focus, which `disabled` would not. */
  isOff?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** A button that may disappear after a click. The focus then moves to the heading above instead of the top of the page. */
export function TransientButton({ className = 'quiet', isOff = false, onClick, children }: TransientButtonProps) {
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
