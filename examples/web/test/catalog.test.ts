import { expect, test } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { callsOf, hold, inBrowser, loaded, see } from './in-browser.ts';

const address = `/catalog/${wellKnown.catalogId}`;

inBrowser('the catalog', (application) => {
  test('opens with everything it offers; the titles of all sections cost one call', async () => {
    const page = await application().open(address);
    await see(page, '45 offers');
    expect(await callsOf(application(), 'CatalogCategories')).toEqual({ GetCatalog: 1, GetCategories: 1 });
    expect(await callsOf(application(), 'CatalogOffers')).toEqual({
      GetCatalog: 1,
      GetCatalogSyllabi: 1,
      GetSections: 1,
    });
  });

  test('searches titles while typing, without another request', async () => {
    const page = await application().open(address);
    await see(page, '45 offers');
    await loaded(application(), page);
    const { sent } = application().graphRequestsOf(page);
    const sentBefore = [...sent];
    await page.getByRole('searchbox', { name: 'Search by title' }).fill('rescue');
    await see(page, '3 offers');
    await page.getByRole('searchbox').fill('no such thing');
    await see(page, 'No titles contain “no such thing”.');
    expect(sent).toEqual(sentBefore);
  });

  test('shows its categories as a tree that arrow keys navigate', async () => {
    const page = await application().open(address);
    const first = page.getByRole('treeitem').first();
    await first.focus();
    await expect.poll(() => first.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => first.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowRight');
    const below = page.locator('[role="treeitem"]:focus');
    await expect.poll(() => below.getAttribute('aria-level')).toBe('2');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('End');
    await expect.poll(() => below.innerText()).toBe('Technical Skills');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Certification' }).waitFor();
    expect(page.url()).toContain(`${address}/`);
    await expect.poll(() => first.getAttribute('aria-selected')).toBe('true');
    await page.getByRole('button', { name: 'Show all categories' }).click();
    await see(page, '45 offers');
  });

  test('switches to another catalog', async () => {
    const page = await application().open('/catalog');
    await see(page, /^\d+ offers$/);
    await page.getByRole('combobox', { name: 'Catalog' }).selectOption({ label: 'Clinical Education' });
    await page.waitForURL(/catalog\/(?!0a0)/);
    await see(page, /^\d+ offers$/);
  });

  test('shows that it is loading, and which lists are empty', async () => {
    const { sandbox, open } = application();
    const catalogs = hold(application(), 'GetCatalogs');
    const page = await open('/catalog');
    await see(page, 'Loading the catalog');
    catalogs.release();
    await see(page, /^\d+ offers$/);
    sandbox.override('GetCatalogSyllabi', () => ({ body: [] }));
    sandbox.override('GetCategories', () => ({ body: [] }));
    await page.goto(new URL(address, application().url).href);
    await see(page, 'There are no offers here.');
    await see(page, 'This catalog has no categories.');
    sandbox.override('GetCatalogs', () => ({ body: { catalogs: [] } }));
    await page.goto(new URL('/catalog', application().url).href);
    await see(page, 'This organization has no catalogs.');
  });

  test('shows the offers when their details cannot be read, and when the categories cannot', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 500, operation: 'GetSections' });
    let page = await open(address);
    await see(page, 'Some details could not be shown.');
    await see(page, '45 offers');
    sandbox.reset();
    sandbox.addFault({ kind: 'status', status: 500, operation: 'GetCategories' });
    page = await open(address);
    await see(page, 'The categories could not be shown.');
    await see(page, '45 offers');
  });

  test('shows an error when nothing can be read', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 503, operation: 'GetCatalogs' });
    const page = await open('/catalog');
    await see(page, 'The catalogs could not be shown.');
    await see(page, 'The learning system is not available.');
  });
});
