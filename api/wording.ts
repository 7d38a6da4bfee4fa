/** What is wrong with a field of a request, in words for whoever fills in a form: zod's own name types as programmers do. */
import { z } from 'zod';

const KIND: Readonly<Record<string, string>> = {
  ...{ string: '文字', number: '数字', int: '整数', boolean: 'true 或 false' },
  ...{ array: '列表', tuple: '列表', object: '一组字段', record: '一组字段', null: '空' },
};

const customError: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '必填。' : `应为${KIND[issue.expected] ?? issue.expected}。`;
    case 'invalid_value':
      return issue.input === undefined ? '必填。' : `只能是:${issue.values.map(String).join('、')}。`;
    case 'unrecognized_keys':
      return `没有这样的字段:${issue.keys.join('、')}。`;
    default:
      return undefined;
  }
};

/** For the whole process; what a schema says itself goes before. */
export function speakPlainly(): void {
  z.config({ ...z.locales.zhCN(), customError });
}
