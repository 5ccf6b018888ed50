import { useSyncExternalStore } from 'react';
import { session } from '../api/current';
import type { Account } from '../api/types';

/** Who is signed in, if anybody. */
export const useSession = () => useSyncExternalStore(session.subscribe, session.state);

const nobody: Account = {
  id: '',
  username: '',
  display_name: '',
  school: null,
  roles: [],
  must_activate: false,
};

/** Who is signed in, on a page behind the sign-in. It is nobody for the moment after a sign-out. */
export const useAccount = (): Account => useSession().account ?? nobody;

/** The code of the person's school, for the school's pages. */
export const useSchool = (): string => useAccount().school?.code ?? '';
