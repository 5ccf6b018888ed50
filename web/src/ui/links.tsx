import { Button, type ButtonProps } from '@mantine/core';
import { Link, type LinkProps, useLink } from '../routing/Link';

/** A link to a page of the app, in running text. */
export const TextLink = Link;

/** A link to a page of the app that looks like a button. */
export const ButtonLink = (props: ButtonProps & LinkProps) => (
  <Button component="a" {...useLink(props)} renderRoot={(root) => <a {...root} />} />
);
