import { Button, type ButtonProps } from '@mantine/core';
import { type ButtonHTMLAttributes, useId } from 'react';

type Props = ButtonProps &
  ButtonHTMLAttributes<HTMLButtonElement> & {
    /** Why it cannot be pressed now; it is shown beside it. */
    reason: string | null;
  };

/** A button that, where it cannot be used, says why instead of hiding. */
export function ReasonedButton({ reason, ...button }: Props) {
  const id = useId();
  return (
    <span className="row">
      <Button {...button} disabled={reason !== null} aria-describedby={reason === null ? undefined : id} />
      {reason !== null && (
        <span id={id} className="dimmed small">
          {reason}
        </span>
      )}
    </span>
  );
}
