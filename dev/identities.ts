/** The demo people, departments and outside parties: two cities, so that scoping shows, each under its province. All companies are made up. */
import type { Role } from '../domain/file/case.js';
import { SAMPLE_COMPANIES } from './sample/companies.js';

export interface Identity {
  /** The token's `sub`, and the name given to `npm run token -- <id>`. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Exclude<Role, 'system'>[];
  /** GB/T 2260 code of the place this person answers for. */
  readonly region?: string;
  readonly department?: string;
  readonly party?: string;
  /** The company an enterprise agent acts for. */
  readonly uscc?: string;
}

export const REGIONS = [
  { code: '000000', name: '全国' },
  { code: '320000', name: '江苏省' },
  { code: '320800', name: '江苏省淮安市' },
  { code: '320803', name: '江苏省淮安市淮安区' },
  { code: '130000', name: '河北省' },
  { code: '130100', name: '河北省石家庄市' },
  { code: '130123', name: '河北省石家庄市正定县' },
] as const;

/** `superior`: the provincial department above it. `office`: the credit office (信用办) of its city. */
interface DemoDepartment {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly documentCode: string;
  readonly kind: 'general' | 'samr' | 'court' | 'tax';
  readonly superior?: string;
  readonly office?: true;
}

const province = (key: string, name: string, region: string, short: string): readonly DemoDepartment[] => [
  { id: `${key}-scjg`, name: `${name}市场监督管理局`, region, documentCode: `${short}市监`, kind: 'samr' },
  { id: `${key}-sthj`, name: `${name}生态环境厅`, region, documentCode: `${short}环`, kind: 'general' },
  { id: `${key}-gy`, name: `${name}高级人民法院`, region, documentCode: `${short}高法`, kind: 'court' },
  { id: `${key}-tax`, name: `国家税务总局${name}税务局`, region, documentCode: `${short}税`, kind: 'tax' },
  { id: `${key}-rst`, name: `${name}人力资源和社会保障厅`, region, documentCode: `${short}人社`, kind: 'general' },
  { id: `${key}-yjt`, name: `${name}应急管理厅`, region, documentCode: `${short}应急`, kind: 'general' },
];

/** Each department with what its own id and its superior's end in, its name, the end of its 机关代字, and its kind. */
const OFFICES = [
  ['scjg', 'scjg', '市市场监督管理局', '市监', 'samr'],
  ['sthj', 'sthj', '市生态环境局', '环', 'general'],
  ['zy', 'gy', '市中级人民法院', '中法', 'court'],
  ['tax', 'tax', '市税务局', '税', 'tax'],
  ['rsj', 'rst', '市人力资源和社会保障局', '人社', 'general'],
  ['yjj', 'yjt', '市应急管理局', '应急', 'general'],
] as const;

const city = (
  [key, above]: readonly [string, string],
  name: string,
  region: string,
  short: string,
): readonly DemoDepartment[] => [
  ...OFFICES.map(([end, superior, title, code, kind]) => ({
    id: `${key}-${end}`,
    name: `${kind === 'tax' ? '国家税务总局' : ''}${name}${title}`,
    region,
    documentCode: `${short}${code}`,
    kind,
    superior: `${above}-${superior}`,
  })),
  { id: `${key}-xyb`, name: `${name}市信用办`, region, documentCode: `${short}信用`, kind: 'general', office: true },
];

export const DEPARTMENTS: readonly DemoDepartment[] = [
  ...province('jiangsu', '江苏省', '320000', '苏'),
  ...province('hebei', '河北省', '130000', '冀'),
  ...city(['huaian', 'jiangsu'], '淮安', '320800', '淮'),
  ...city(['sjz', 'hebei'], '石家庄', '130100', '石'),
];

/** `http` parties are played by the simulated departments; `manual` ones are people at a workbench. New ones go last. */
export const PARTIES = [
  { id: 'credit-china', name: '信用中国', region: '000000', adapter: 'http' },
  { id: 'credit-huaian', name: '信用淮安', region: '320800', adapter: 'http' },
  { id: 'credit-sjz', name: '信用石家庄', region: '130100', adapter: 'http' },
  { id: 'huaian-ggzy', name: '淮安市公共资源交易中心', region: '320800', adapter: 'http' },
  { id: 'huaian-kjj', name: '淮安市科学技术局', region: '320800', adapter: 'manual' },
  { id: 'sjz-ggzy', name: '石家庄市公共资源交易中心', region: '130100', adapter: 'http' },
  { id: 'sjz-kjj', name: '石家庄市科学技术局', region: '130100', adapter: 'manual' },
  { id: 'necips', name: '国家企业信用信息公示系统', region: '000000', adapter: 'http' },
  { id: 'court-site', name: '中国执行信息公开网', region: '000000', adapter: 'http' },
  { id: 'credit-jiangsu', name: '信用江苏', region: '320000', adapter: 'http' },
  { id: 'credit-hebei', name: '信用河北', region: '130000', adapter: 'http' },
  { id: 'jiangsu-tax-site', name: '江苏省税务局重大税收违法公布平台', region: '320000', adapter: 'http' },
  { id: 'hebei-tax-site', name: '河北省税务局重大税收违法公布平台', region: '130000', adapter: 'http' },
  { id: 'huaian-county', name: '淮安区信用办', region: '320803', adapter: 'manual' },
  { id: 'huaian-centre', name: '淮安市信用中心', region: '320800', adapter: 'http' },
  { id: 'huaian-platform', name: '淮安市公共信用信息平台', region: '320800', adapter: 'http' },
  { id: 'huaian-lists', name: '淮安市行业主管部门名单管理系统', region: '320800', adapter: 'http' },
  { id: 'huaian-registry', name: '淮安市经营主体登记监管系统', region: '320800', adapter: 'http' },
  { id: 'huaian-execution', name: '淮安市法院执行系统', region: '320800', adapter: 'http' },
  { id: 'huaian-finance', name: '淮安市融资信用服务平台', region: '320800', adapter: 'http' },
  { id: 'huaian-exams', name: '淮安市人事考试中心', region: '320800', adapter: 'manual' },
  { id: 'huaian-gsl', name: '淮安市工商业联合会', region: '320800', adapter: 'manual' },
  { id: 'huaian-gzw', name: '淮安市国有资产监督管理委员会', region: '320800', adapter: 'manual' },
  { id: 'huaian-sjj', name: '淮安市审计局', region: '320800', adapter: 'manual' },
  { id: 'huaian-jw', name: '淮安市纪委监委', region: '320800', adapter: 'manual' },
  { id: 'sjz-county', name: '正定县信用办', region: '130123', adapter: 'manual' },
  { id: 'sjz-centre', name: '石家庄市信用中心', region: '130100', adapter: 'http' },
  { id: 'sjz-platform', name: '石家庄市公共信用信息平台', region: '130100', adapter: 'http' },
  { id: 'sjz-lists', name: '石家庄市行业主管部门名单管理系统', region: '130100', adapter: 'http' },
  { id: 'sjz-registry', name: '石家庄市经营主体登记监管系统', region: '130100', adapter: 'http' },
  { id: 'sjz-execution', name: '石家庄市法院执行系统', region: '130100', adapter: 'http' },
  { id: 'sjz-finance', name: '石家庄市融资信用服务平台', region: '130100', adapter: 'http' },
  { id: 'sjz-exams', name: '石家庄市人事考试中心', region: '130100', adapter: 'manual' },
  { id: 'sjz-gsl', name: '石家庄市工商业联合会', region: '130100', adapter: 'manual' },
  { id: 'sjz-gzw', name: '石家庄市国有资产监督管理委员会', region: '130100', adapter: 'manual' },
  { id: 'sjz-sjj', name: '石家庄市审计局', region: '130100', adapter: 'manual' },
  { id: 'sjz-jw', name: '石家庄市纪委监委', region: '130100', adapter: 'manual' },
  { id: 'huaian-agency', name: '淮安示例信用服务有限公司', region: '320800', adapter: 'http' },
  { id: 'sjz-agency', name: '石家庄示例信用服务有限公司', region: '130100', adapter: 'http' },
] as const;

/** The companies that demo agents act for. */
const agentCompanies = [SAMPLE_COMPANIES[0], SAMPLE_COMPANIES[1], SAMPLE_COMPANIES[12]];

const staff = (
  id: string,
  name: string,
  role: Identity['roles'][number],
  region: string,
  department: string,
): Identity => ({
  id,
  name,
  roles: [role],
  region,
  department,
});

/** A handler and a reviewer of one department; `who` begins their ids. */
const pair = (who: string, name: string, region: string, department: string): readonly Identity[] => [
  staff(`${who}-handler`, `${name}承办人`, 'handler', region, department),
  staff(`${who}-reviewer`, `${name}审核人`, 'reviewer', region, department),
];

const cityStaff = (city: string, name: string, region: string): readonly Identity[] => [
  staff(`${city}-clerk`, `${name}窗口人员`, 'windowClerk', region, `${city}-xyb`),
  ...pair(city, `${name}市场监管局`, region, `${city}-scjg`),
  ...pair(`${city}-env`, `${name}生态环境局`, region, `${city}-sthj`),
  staff(`${city}-env-handler-2`, `${name}生态环境局承办人(二)`, 'handler', region, `${city}-sthj`),
  ...pair(`${city}-court`, `${name}中级人民法院`, region, `${city}-zy`),
  ...pair(`${city}-tax`, `${name}税务局`, region, `${city}-tax`),
  ...pair(`${city}-labour`, `${name}人社局`, region, `${city}-rsj`),
  ...pair(`${city}-safety`, `${name}应急管理局`, region, `${city}-yjj`),
  staff(`${city}-office`, `${name}信用办工作人员`, 'creditOffice', region, `${city}-xyb`),
  staff(`${city}-supervisor`, `${name}信用办督办人员`, 'supervisor', region, `${city}-xyb`),
];

/** Who consents, in the province, to what a city's department decides. */
const provinceStaff = (province: string, name: string, region: string): readonly Identity[] => [
  staff(`${province}-reviewer`, `${name}市场监管局审核人`, 'reviewer', region, `${province}-scjg`),
  staff(`${province}-env-reviewer`, `${name}生态环境厅审核人`, 'reviewer', region, `${province}-sthj`),
  staff(`${province}-court-reviewer`, `${name}高级人民法院审核人`, 'reviewer', region, `${province}-gy`),
  staff(`${province}-tax-reviewer`, `${name}税务局审核人`, 'reviewer', region, `${province}-tax`),
];

const agents: readonly Identity[] = agentCompanies.map(({ uscc, name }, index) => ({
  id: `agent-${index + 1}`,
  name: `${name}经办人`,
  roles: ['enterpriseAgent'],
  uscc,
}));

/** A party with a system reports by itself; in one without, a person at its workbench does. */
const parties: readonly Identity[] = PARTIES.map(({ id, name, region }) => ({
  id,
  name,
  roles: ['departmentSystem'],
  region,
  party: id,
}));

export const IDENTITIES: readonly Identity[] = [
  ...agents,
  ...cityStaff('huaian', '淮安', '320800'),
  ...cityStaff('sjz', '石家庄', '130100'),
  ...provinceStaff('jiangsu', '江苏省', '320000'),
  ...provinceStaff('hebei', '河北省', '130000'),
  ...parties,
  { id: 'admin', name: '系统管理员', roles: ['administrator'], region: '000000' },
  { id: 'admin-2', name: '系统管理员(复核)', roles: ['administrator'], region: '000000' },
  { id: 'mail-gateway', name: '邮件网关', roles: ['mailGateway'], region: '000000' },
  { id: 'auditor', name: '审计人员', roles: ['auditor'], region: '000000' },
];

export function findIdentity(id: string): Identity | undefined {
  return IDENTITIES.find((identity) => identity.id === id);
}
