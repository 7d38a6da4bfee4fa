import fc from 'fast-check';
import {
  maskedName,
  organisationCheckDigit,
  parseResidentNumber,
  parseSubjectCode,
  registrationCheckDigit,
  residentCheckDigit,
  residentNumberErrorText,
  subjectCodeErrorText,
  subjectKindOf,
  usccCheckDigit,
} from '../../domain/record/subject.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
console.info(`fast-check seed ${seed} (FC_SEED)`);

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const sample = (organisation8: string, region = '320800'): string => {
  const body = `91${region}${organisation8}${organisationCheckDigit(organisation8)}`;
  return `${body}${usccCheckDigit(body)}`;
};
const usccs = fc
  .tuple(
    fc.constantFrom('91', '93', '51', '12', 'A1', 'N2', 'Y1'),
    fc.integer({ min: 110000, max: 659999 }),
    fc.array(fc.constantFrom(...ALPHABET), { minLength: 9, maxLength: 9 }),
  )
  .map(([head, region, rest]) => `${head}${region}${rest.join('')}`)
  .map((body) => `${body}${usccCheckDigit(body)}`);

describe('统一社会信用代码', () => {
  it('is checked as GB 32100-2015 works it out, by hand', () => {
    // 1 at place 17 only: weight 3^16 mod 31 = 28, so the check is 31 - 28 = 3.
    expect(usccCheckDigit('00000000000000001')).toBe('3');
    // 9 at place 1 (weight 1) and 1 at place 2 (weight 3): 31 - 12 = 19, the character K.
    expect(usccCheckDigit('91000000000000000')).toBe('K');
    expect(usccCheckDigit('9100000000000000I')).toBeNull();
    expect(usccCheckDigit('91')).toBeNull();
  });

  it('is accepted in the forms people type', () => {
    const code = sample('MA1TEXT0');
    expect(parseSubjectCode(code)).toEqual({ kind: 'uscc', code });
    const fullWidth = [...code].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
    for (const typed of [
      code.toLowerCase(),
      ` ${code.slice(0, 8)} ${code.slice(8)}\u3000`,
      fullWidth,
      `${code.slice(0, 2)}-${code.slice(2)}`,
    ]) {
      expect(parseSubjectCode(typed)).toEqual({ kind: 'uscc', code });
    }
  });

  it('every substitution of one character is detected', () => {
    fc.assert(
      fc.property(usccs, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...ALPHABET), (code, at, other) => {
        fc.pre(code.charAt(at) !== other);
        expect(parseSubjectCode(code)).toEqual({ kind: 'uscc', code });
        expect(parseSubjectCode(code.slice(0, at) + other + code.slice(at + 1))).toHaveProperty('error');
      }),
      { seed, numRuns: 500 },
    );
  });

  it('every substitution in one code is detected, one by one', () => {
    const code = sample('MA2XY9Q1', '130100');
    for (let at = 0; at < 18; at += 1) {
      for (const other of ALPHABET.filter((c) => c !== code.charAt(at))) {
        expect(parseSubjectCode(code.slice(0, at) + other + code.slice(at + 1))).toHaveProperty('error');
      }
    }
  });
});

describe('codes on old records', () => {
  it('an organisation code by GB 11714, also with check character X', () => {
    // 1 at place 1: 11 - 3 = 8. 1 at places 5 and 1: 11 - 8 = 3.
    expect(organisationCheckDigit('10000000')).toBe('8');
    expect(organisationCheckDigit('10001000')).toBe('3');
    expect(parseSubjectCode('1000000-8')).toEqual({ error: 'length' });
    expect(parseSubjectCode('10000000-8')).toEqual({ kind: 'organisationCode', code: '100000008' });
    expect(parseSubjectCode('10000000-9')).toEqual({ error: 'checkDigit' });
    expect(organisationCheckDigit('40000000')).toBe('X');
    expect(parseSubjectCode('40000000-x')).toEqual({ kind: 'organisationCode', code: '40000000X' });
    expect(parseSubjectCode('10000000-A')).toEqual({ error: 'character' });
  });

  it('a registration number by MOD 11,10, any wrong digit detected', () => {
    const body = fc.integer({ min: 11_000_000_000_000, max: 65_999_999_999_999 }).map(String);
    fc.assert(
      fc.property(body, fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 9 }), (body14, at, by) => {
        const code = `${body14}${registrationCheckDigit(body14)}`;
        expect(parseSubjectCode(code)).toEqual({ kind: 'registrationNumber', code });
        const wrong = (Number(code.charAt(at)) + by) % 10;
        expect(parseSubjectCode(code.slice(0, at) + wrong + code.slice(at + 1))).toEqual({ error: 'checkDigit' });
      }),
      { seed },
    );
  });

  it('a registration number worked out step by step: 11010800000001 gives 6', () => {
    expect(registrationCheckDigit('11010800000001')).toBe('6');
  });
});

describe('公民身份号码', () => {
  // Regions that never were: no number here is anybody's.
  const numbers = fc
    .tuple(
      fc.integer({ min: 990000, max: 999999 }),
      fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(([region, born, n]) => `${region}${born.toISOString().slice(0, 10).replace(/-/g, '')}${pad(n)}`)
    .map((body) => `${body}${residentCheckDigit(body)}`);
  const pad = (n: number): string => String(n).padStart(3, '0');
  const made = (body: string): string => `${body}${residentCheckDigit(body)}`;

  it('is checked as GB 11643 works it out, by hand', () => {
    // 1 at place 17 only, weight 2: 2 of 11, the third of 10X98765432.
    expect(residentCheckDigit('00000000000000001')).toBe('X');
    // 1 at place 1, weight 7: the eighth.
    expect(residentCheckDigit('10000000000000000')).toBe('5');
    // The example of the standard.
    expect(residentCheckDigit('11010519491231002')).toBe('X');
    expect(residentCheckDigit('1101051949123100X')).toBeNull();
    expect(residentCheckDigit('1')).toBeNull();
  });

  it('is accepted in the forms people type, and brought to one', () => {
    const number = '11010519491231002X';
    const fullWidth = [...number].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
    for (const typed of [
      number,
      number.toLowerCase(),
      ` 110105 19491231 002X\u3000`,
      fullWidth,
      '110105-19491231-002x',
    ])
      expect(parseResidentNumber(typed)).toEqual({ number });
  });

  it('any one wrong character, and any two neighbours exchanged, are detected', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...'0123456789X'), (number, at, other) => {
        expect(parseResidentNumber(number)).toEqual({ number });
        if (number.charAt(at) !== other)
          expect(parseResidentNumber(number.slice(0, at) + other + number.slice(at + 1))).toHaveProperty('error');
        const [a, b] = [number.charAt(at), number.charAt(at + 1)];
        if (a !== b && b !== '')
          expect(parseResidentNumber(number.slice(0, at) + b + a + number.slice(at + 2))).toHaveProperty('error');
      }),
      { seed, numRuns: 500 },
    );
  });

  it.each([
    ['', 'empty'],
    ['990101900101001', 'length'],
    ['1101051949123100２1', 'checkDigit'],
    ['O10105194912310021', 'character'],
    [made('01010519900101001'), 'character'],
    [made('99010120230229001'), 'birthday'],
    [made('99010118990101001'), 'birthday'],
    ['1'.repeat(18), 'birthday'],
    [sample('MA1TEXT0'), 'character'],
  ])('%j is refused: %s', (text, error) => {
    expect(parseResidentNumber(text)).toEqual({ error });
  });

  it('never throws, and tells what is wrong in Chinese without a digit of the number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 24 }), numbers), (text) => {
        const parsed = parseResidentNumber(text);
        if ('error' in parsed) expect(residentNumberErrorText[parsed.error]).toMatch(/^公民身份号码|^请填写/);
      }),
      { seed },
    );
  });

  it('is not taken for the code of an organisation, where it would be kept, though one in 31 fits its check digit', () => {
    expect(parseSubjectCode('995203197001010012')).toEqual({ error: 'residentId' });
    fc.assert(
      fc.property(numbers, (number) => {
        const taken = parseSubjectCode(number);
        if ('kind' in taken) expect(organisationCheckDigit(number.slice(8, 16))).toBe(number.charAt(16));
        else expect(taken).toEqual({ error: 'residentId' });
      }),
      { seed, numRuns: 500 },
    );
  });

  it('is no code itself: a person goes by a hash', () => {
    expect(subjectKindOf({ kind: 'personKey', code: 'a'.repeat(64) })).toBe('person');
    expect(subjectKindOf({ kind: 'uscc', code: sample('MA1TEXT0') })).toBe('organisation');
  });

  it('the name is shown by its first character, whatever its length', () => {
    expect(['张示例', '张示', ' 欧阳示例 ', '𠮷示例', ''].map(maskedName)).toEqual([
      '张**',
      '张**',
      '欧**',
      '𠮷**',
      '**',
    ]);
  });
});

describe('what is no code', () => {
  const uscc = sample('MA1TEXT0');
  it.each([
    ['', 'empty'],
    [' - ', 'empty'],
    ['91320800', 'length'],
    [`${uscc}0`, 'length'],
    [`9132080O${uscc.slice(8)}`, 'character'],
    ['0'.repeat(18), 'placeholder'],
    ['000000000', 'placeholder'],
    ['11010519491231002X', 'residentId'],
    ['12345678901234A', 'character'],
  ])('%j is refused: %s', (text, error) => {
    expect(parseSubjectCode(text)).toEqual({ error });
  });

  it('letters where the region stands are refused even when the check fits', () => {
    const body = `91AB0800${uscc.slice(8, 17)}`;
    expect(parseSubjectCode(`${body}${usccCheckDigit(body)}`)).toEqual({ error: 'region' });
  });

  it('never throws, and has Chinese text for every error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 24 }), (text) => {
        const result = parseSubjectCode(text);
        if ('error' in result) expect(subjectCodeErrorText[result.error]).toMatch(/\p{Script=Han}/u);
      }),
      { seed },
    );
  });
});
