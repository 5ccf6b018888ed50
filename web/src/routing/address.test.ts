import { describe, expect, it } from 'vitest';
import { paths } from '../paths';
import { routes } from '../routes';
import { addressOf } from './address';
import { match } from './route';
import { searchOf } from './search';

const found = (pathname: string) => match(routes, pathname);

describe('an address', () => {
  it('is written with its parameters and read again, whatever they are', () => {
    const params = { class: '高一 1/班 %?#', student: 'st_1' };
    const address = addressOf({ to: paths.studentPortfolio, params });
    expect(address.split('/')).toHaveLength(5);
    expect(found(address)).toMatchObject({ route: { path: paths.studentPortfolio }, params });
  });

  it('leads to the fixed page where one with parameters would match too', () => {
    expect(found('/outcomes/new')?.route.path).toBe(paths.newOutcome);
    expect(found('/outcomes/lo_1')?.route.path).toBe(paths.outcome);
    expect(found('/performances/new')?.route.path).toBe(paths.newPerformance);
  });

  it('of every page leads to this page', () => {
    for (const path of Object.values(paths)) expect([path, found(path)?.route.path]).toEqual([path, path]);
  });

  it.each(['/nowhere', '/outcomes/lo_1/edit/more', '/outcomes/%E0%A4%A', '//evil.example/outcomes'])(
    'that nobody has leads nowhere: %s',
    (address) => expect(found(address)).toBeNull(),
  );

  it('says what its page knows behind the question mark, and nothing else', () => {
    const address = addressOf({
      to: paths.reportProblem,
      search: { page: '/files?a=1&b', reference: undefined },
    });
    expect(searchOf(paths.reportProblem, address.slice(address.indexOf('?')))).toEqual({
      page: '/files?a=1&b',
    });
    expect(searchOf(paths.newPerformance, '?kind=club&kind=other&more=1')).toEqual({ kind: 'club' });
    expect(addressOf({ to: paths.files, search: undefined })).toBe('/files');
  });

  it.each([
    ['/outcomes/lo_1?x=1', '/outcomes/lo_1?x=1'],
    ['https://evil.example/', undefined],
    ['//evil.example/', undefined],
    ['/\\evil.example/', undefined],
    ['/\t/evil.example/', undefined],
    ['javascript:alert(1)', undefined],
  ])('to go back to is one of the app: %s', (back, kept) => {
    const search = `?${new URLSearchParams({ back }).toString()}`;
    expect(searchOf(paths.signIn, search).back).toBe(kept);
  });
});
