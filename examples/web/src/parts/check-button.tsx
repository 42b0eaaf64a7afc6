import { useEffect, useState } from 'react';
import { TransientButton } from './transient-button.tsx';

interface CheckButtonProps {
  /** The change may still be under way until then. */
  waitSeconds: number;
  isChecking: boolean;
  hasChecked: boolean;
  onCheck: () => void;
}

/** Checks a change of unknown outcome, but not before the time to wait is over. */
export function CheckButton({ waitSeconds, isChecking, hasChecked, onCheck }: CheckButtonProps) {
  const left = useCountdown(waitSeconds);
  return (
    <>
      <TransientButton isOff={left > 0 || isChecking} onClick={onCheck}>
        {isChecking ? 'Checking' : hasChecked ? 'Check again' : 'Check'}
      </TransientButton>
      {left > 0 && <span className="hint figure">in {left} s</span>}
    </>
  );
}

/** The seconds that are left. */
function useCountdown(seconds: number): number {
  const [end] = useState(() => Date.now() + seconds * 1000);
  const [left, setLeft] = useState(seconds);
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 250);
    return () => clearInterval(timer);
  }, [end, isOver]);
  return left;
}
