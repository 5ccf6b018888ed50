import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Session, type SessionPorts } from './session';
import type { Account, SessionView } from './types';

const account = (id: string): Account => ({
  id,
  username: id,
  display_name: id,
  school: null,
  roles: ['student'],
  must_activate: false,
});
const view = (token: string, who = account('acc_1')): SessionView => ({
  access_token: token,
  expires_in: 600,
  account: who,
});
const answers = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

let now: number;
let remembered: boolean;
let queue: Promise<unknown>;
let ports: SessionPorts & { fetch: ReturnType<typeof vi.fn<SessionPorts['fetch']>> };

beforeEach(() => {
  now = 0;
  remembered = true;
  queue = Promise.resolve();
  ports = {
    fetch: vi.fn<SessionPorts['fetch']>(async () => answers(200, view('renewed'))),
    exclusively: (work) => {
      const turn = queue.then(work);
      queue = turn.catch(() => undefined);
      return turn;
    },
    now: () => now,
    language: () => 'zh-TW',
    remembered: { get: () => remembered, set: (value) => void (remembered = value) },
    announceEnd: vi.fn(),
  };
});

describe('the session', () => {
  it('uses the token while it lives and renews it shortly before its end', async () => {
    const session = new Session(ports);
    session.open(view('first'));
    now = 569_000;
    expect(await session.token()).toBe('first');
    now = 571_000;
    expect(await session.token()).toBe('renewed');
    expect(ports.fetch).toHaveBeenCalledTimes(1);
  });

  it('renews once for many calls at the same time', async () => {
    const session = new Session(ports);
    session.open(view('first'));
    now = 600_000;
    const tokens = await Promise.all([session.token(), session.token(), session.token()]);
    expect(tokens).toEqual(['renewed', 'renewed', 'renewed']);
    expect(ports.fetch).toHaveBeenCalledTimes(1);
  });

  it('never renews in two tabs at once', async () => {
    let inside = 0;
    let most = 0;
    ports.fetch.mockImplementation(async () => {
      most = Math.max(most, (inside += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
      return answers(200, view('renewed'));
    });
    await Promise.all([new Session(ports).refresh(), new Session(ports).refresh()]);
    expect([most, ports.fetch.mock.calls.length]).toEqual([1, 2]);
  });

  it('ends when the refresh is refused', async () => {
    ports.fetch.mockResolvedValue(
      answers(401, { type: '', title: '', status: 401, code: 'session.refused' }),
    );
    const session = new Session(ports);
    expect(await session.restore()).toBeNull();
    expect(remembered).toBe(false);
  });

  it('stays when the network fails, so that a lost answer signs nobody out', async () => {
    const session = new Session(ports);
    session.open(view('first'));
    now = 600_000;
    ports.fetch.mockRejectedValueOnce(new TypeError('network'));
    await expect(session.token()).rejects.toMatchObject({ code: 'network' });
    ports.fetch.mockResolvedValueOnce(answers(503, null));
    await expect(session.token()).rejects.toMatchObject({ code: 'unreadable' });
    expect(session.state().account?.id).toBe('acc_1');
    expect(await session.token()).toBe('renewed');
  });

  it('asks for no refresh where nobody signed in', async () => {
    remembered = false;
    expect(await new Session(ports).restore()).toBeNull();
    expect(ports.fetch).not.toHaveBeenCalled();
  });

  it('holds an activation token without renewing it, and forgets it with the page', async () => {
    const session = new Session(ports);
    session.open(view('activation', { ...account('acc_1'), must_activate: true }));
    now = 599_000;
    expect(await session.token()).toBe('activation');
    expect(remembered).toBe(false);
  });

  it('signs in by name and password and hands a refusal on', async () => {
    const session = new Session(ports);
    ports.fetch.mockResolvedValueOnce(
      answers(401, { title: '帳號或密碼不正確', code: 'session.refused', status: 401 }),
    );
    await expect(session.signIn('lin', 'wrong')).rejects.toMatchObject({ message: '帳號或密碼不正確' });
    ports.fetch.mockResolvedValueOnce(answers(200, view('first')));
    expect((await session.signIn('lin', 'right')).id).toBe('acc_1');
    expect(await session.token()).toBe('first');
  });

  it('shows notices after a sign-in by hand, once', () => {
    const session = new Session(ports);
    session.open(view('first'));
    expect(session.state().fresh).toBe(true);
    session.settle();
    expect(session.state().fresh).toBe(false);
  });

  it('tells the other tabs when it is over', () => {
    const session = new Session(ports);
    session.open(view('first'));
    session.end();
    expect(session.state().account).toBeNull();
    expect(ports.announceEnd).toHaveBeenCalled();
  });
});
