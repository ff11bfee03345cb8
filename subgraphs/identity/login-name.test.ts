import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeLoginName } from './domain/login-name.ts';

const found = (kind: 'customer' | 'staff', name: string) => {
  const result = normalizeLoginName(kind, name);
  return 'normalized' in result ? result.normalized : result;
};

describe('names that look alike are the same', () => {
  test.each([
    ['customer', 'MARY.SMITH@sakilacustomer.org', 'mary.smith@sakilacustomer.org'],
    ['customer', '  mary.smith@SAKILAcustomer.org ', 'mary.smith@sakilacustomer.org'],
    ['customer', 'ｍａｒｙ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'mary@example.com'],
    ['customer', 'аос@example.com', 'aoc@example.com'], // Cyrillic
    ['customer', 'mary@ехаmple.com'.replace('mple', 'мрӏе'), 'mary@examp' + 'ie.com'], // Cyrillic label
    ['customer', 'straße@example.com', 'strasse@example.com'],
    ['customer', 'mary@bücher.example', 'mary@xn--bcher-kva.example'],
    ['customer', 'mary@xn--bcher-kva.example', 'mary@xn--bcher-kva.example'],
    ['customer', "o'hara+films@example.com", "o'hara+films@example.com"],
    ['staff', 'Mike', 'mike'],
    ['staff', 'МІКЕ', 'mike'], // Cyrillic capitals
    ['staff', 'ΜΙΚΕ', 'mike'], // Greek capitals
    ['staff', 'İlker', 'ilker'],
    ['staff', 'ﬁona', 'fiona'],
    ['staff', 'Jose\u0301', 'josé'],
    ['staff', '山田', '山田'],
  ] as const)('%s %s', (kind, name, normalized) => {
    expect(found(kind, name)).toBe(normalized);
  });
});

test('names that differ by more than their look are not the same', () => {
  const names = ['mike', 'mike1', 'mikel', 'mik', 'míke', 'mike_', 'm0ke', 'moke'];
  expect(new Set(names.map((name) => found('staff', name))).size).toBe(names.length);
});

describe('names that cannot be used', () => {
  test.each([
    ['customer', ''],
    ['customer', 'mary'],
    ['customer', '@example.com'],
    ['customer', 'mary@'],
    ['customer', 'mary@localhost'],
    ['customer', 'mary@1.2.3.4'],
    ['customer', 'mary@[127.0.0.1]'],
    ['customer', 'a@b@example.com'],
    ['customer', '.mary@example.com'],
    ['customer', 'ma..ry@example.com'],
    ['customer', 'mary smith@example.com'],
    ['customer', '"mary smith"@example.com'],
    ['customer', 'mary@example.com\r\nBcc: all@example.com'],
    ['customer', 'mary@example.com\n'],
    ['customer', 'mary\0@example.com'],
    ['customer', 'mary\u200b@example.com'],
    ['customer', 'mary\u2028@example.com'],
    ['customer', 'mаry@example.com'], // a Cyrillic а among Latin letters
    ['customer', 'mary@exаmple.com'],
    ['customer', `${'a'.repeat(65)}@example.com`],
    ['customer', `mary@${'a'.repeat(64)}.com`],
    ['customer', `mary@${'a.'.repeat(130)}com`],
    ['customer', `mary@${'a'.repeat(1_000_000)}`],
    ['customer', '<mary@example.com>'],
    ['customer', 'mary@example.com,eve@example.com'],
    ['staff', ''],
    ['staff', 'mi ke'],
    ['staff', 'mike@example.com'],
    ['staff', 'mike\u00ad'],
    ['staff', 'mike\ud800'],
    ['staff', 'mi\u0442e'], // a Cyrillic т among Latin letters
    ['staff', 'x'.repeat(65)],
    ['staff', '🎬'],
    ['staff', 'ᚠᚢᚦ'],
  ] as const)('%s %j', (kind, name) => {
    expect(normalizeLoginName(kind, name)).toMatchObject({ problem: expect.any(String) });
  });
});

test('what a name is found by is found by itself, in any case and width', () => {
  const letters = fc.string({ unit: 'binary', maxLength: 20 });
  const alphabets = fc.string({
    unit: fc.constantFrom(...Array.from('aoceхсеаоМТКΑΒΕΟοικ.-_1éßǅﬁ')),
    minLength: 1,
    maxLength: 12,
  });
  let usable = 0;
  fc.assert(
    fc.property(fc.constantFrom('customer', 'staff'), fc.oneof(letters, alphabets), (kind, text) => {
      const name = kind === 'customer' ? `${text}@example.com` : text;
      const once = normalizeLoginName(kind, name);
      if ('problem' in once) return;
      usable += 1;
      expect(found(kind, once.normalized)).toBe(once.normalized);
      expect(found(kind, ` ${name.normalize('NFD')} `)).toBe(once.normalized);
      expect(found(kind, name.toUpperCase())).toBe(once.normalized);
      expect(found(kind, name.toLowerCase())).toBe(once.normalized);
      expect(once.normalized).not.toMatch(/[\s\p{C}\p{Lu}]/u);
    }),
    { numRuns: 2000 },
  );
  expect(usable).toBeGreaterThan(100);
});
