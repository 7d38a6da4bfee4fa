import fc from 'fast-check';
import {
  organisationCheckDigit,
  parseSubjectCode,
  registrationCheckDigit,
  subjectCodeErrorText,
  usccCheckDigit,
} from '../../domain/subject.js';

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
