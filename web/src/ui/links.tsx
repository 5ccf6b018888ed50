import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

/** A link to a page of the app, in running text. */
export const TextLink = createLink((props: AnchorProps) => <a {...props} />);

/** A link to a page of the app that looks like a button. */
export const ButtonLink = createLink((props: ButtonProps & AnchorProps) => (
  <Button component="a" {...props} />
));
