/** Records that a scene brings for itself, of the made-up companies. */
import { addMonths } from '../../domain/time/calendar.js';
import { SAMPLE_COMPANIES, type SampleCompany } from '../sample/companies.js';
import { csvBytes, recordOf, tableOf, type Story } from '../sample/make.js';
import { expectStatus, type Demo } from './demo.js';

/** Decided more than three months ago, its duties fulfilled: repair may be applied for. */
export const REPAIRABLE: Story = {
  ...{ monthsAgo: 6, by: 'environment', offence: '超过排放标准排放污染物', penalty: '罚款', fine: '9' },
  ...{ severity: '一般', fulfilled: '已履行' },
};

let brought = 100;

/** Imported by the credit office of the company's city; answers the record's id. */
export async function brings(demo: Demo, company: number, story: Story = REPAIRABLE): Promise<string> {
  const { city, ...named }: SampleCompany = companyOf(company);
  brought += 1;
  const row = recordOf({ ...named, city }, story, brought, demo.today);
  const office = city === '320800' ? 'huaian-office' : 'sjz-office';
  const answer = await demo.people.upload(office, '/records/import', `${brought}.csv`, csvBytes(tableOf([row])));
  const { body } = expectStatus(200, answer);
  const [first] = body['rows'] as readonly { readonly recordId: string | null }[];
  if (first?.recordId == null) throw new Error(`not imported: ${JSON.stringify(body)}`);
  const decided = addMonths(demo.today, -story.monthsAgo);
  demo.line.say(`导入 1 条:${named.name},${story.offence},${decided} 认定`);
  return first.recordId;
}

function companyOf(n: number): SampleCompany {
  const found = SAMPLE_COMPANIES[n];
  if (found === undefined) throw new Error(`no company ${n}`);
  return found;
}
