import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { PAGE_SIZES, type PaperSize } from '../grid.ts';

const require = createRequire(import.meta.url);
const fontPath = (folder: string) =>
  require.resolve(`@expo-google-fonts/be-vietnam-pro/${folder}/BeVietnamPro_${folder}.ttf`);

export const INK = '#14181D';
export const GREY = '#4A525A';
export const RULE = '#9AA3AB';

/** A picture ready to be drawn. */
export type PaperPicture = { image: PDFKit.Mixins.ImageSrc; widthPx: number; heightPx: number };

export type Weight = 'text' | 'bold';
/** A text as it is set: in the size and weight of the moment, in points. */
export type Style = { size: number; weight: Weight };

/** Be Vietnam Pro carries two marks above a capital: lines stand far enough apart for them. */
const LEADING = 1.34;
export const lineHeight = ({ size }: Style): number => size * LEADING;

const TITLE_LINES = 2;

/** How long a piece of drawing may take before others get their turn, ms. */
const SLICE_MS = 8;

export type Tag = 'P' | 'H1' | 'H2' | 'Figure' | 'Table' | 'TR' | 'TH' | 'TD';

/**
 * A document under way: pages, text set by lines, tags for those who listen. What is drawn outside of a tag is marked as
 * decoration.
 */
export class Paper {
  readonly doc: PDFKit.PDFDocument;
  readonly size: PaperSize;
  private readonly chunks: Buffer[] = [];
  private readonly widths = new Map<string, number>();
  private readonly broken = new Map<string, string[]>();
  private begunAt = performance.now();

  constructor(size: PaperSize, info: { title: string; madeOn: string; isLandscape?: boolean }) {
    this.size = size;
    const { width, height } = PAGE_SIZES[size];
    this.doc = new PDFDocument({
      size: info.isLandscape ? [height, width] : [width, height],
      margin: 0,
      autoFirstPage: false,
      tagged: true,
      lang: 'vi-VN',
      displayTitle: true,
      pdfVersion: '1.7',
      // The day it was made, not the moment: the same set gives the same file again.
      info: { Title: info.title, Author: 'Chung Đường', CreationDate: new Date(`${info.madeOn}T00:00:00Z`) },
    });
    this.doc.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.doc.registerFont('text', fontPath('400Regular'));
    this.doc.registerFont('bold', fontPath('700Bold'));
  }

  /** A JPEG as it is embedded once, however often it is drawn. */
  openPicture(jpeg: Buffer): PaperPicture {
    // What pdfkit opens it also draws; its types know only the latter.
    const doc = this.doc as unknown as { openImage(source: Buffer): { width: number; height: number } };
    const image = doc.openImage(jpeg);
    return {
      image: image as unknown as PDFKit.Mixins.ImageSrc,
      widthPx: image.width,
      heightPx: image.height,
    };
  }

  /** Lets others have their turn when this one took long. */
  async breathe(): Promise<void> {
    if (performance.now() - this.begunAt < SLICE_MS) return;
    await new Promise<void>((resume) => setImmediate(resume));
    this.begunAt = performance.now();
  }

  async finish(): Promise<Buffer> {
    const done = new Promise<void>((resolve) => this.doc.on('end', resolve));
    this.doc.end();
    await done;
    return Buffer.concat(this.chunks);
  }

  /** What is drawn inside is read aloud as this. */
  tagged(tag: Tag, draw: () => void, alt?: string): void {
    this.doc.addStructure(this.doc.struct(tag, alt === undefined ? {} : { alt }, draw));
  }

  /** What is drawn inside is passed over by those who listen. */
  decoration(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  widthOf(text: string, { size, weight }: Style): number {
    const key = `${weight}${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      width = this.doc.font(weight).fontSize(1000).widthOfString(text);
      this.widths.set(key, width);
    }
    return (width * size) / 1000;
  }

  /** A text in lines that fit; a word longer than a line is cut. Blanks that do not break stay together. */
  lines(text: string, width: number, style: Style, firstIndent = 0): string[] {
    const key = [style.weight, style.size, width, firstIndent, text].join('|');
    const known = this.broken.get(key);
    if (known) return known;
    const lines: string[] = [];
    let line = '';
    const room = () => width - (lines.length === 0 ? firstIndent : 0);
    for (const word of text.split(/[ \n\t]+/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (this.widthOf(longer, style) <= room()) {
        line = longer;
        continue;
      }
      if (line !== '' || room() < width) lines.push(line);
      line = word;
      while (this.widthOf(line, style) > width) {
        let cut = line.length - 1;
        while (cut > 1 && this.widthOf(line.slice(0, cut), style) > width) cut -= 1;
        lines.push(line.slice(0, cut));
        line = line.slice(cut);
      }
    }
    lines.push(line);
    this.broken.set(key, lines);
    return lines;
  }

  /** One line; y is its top. */
  line(text: string, x: number, y: number, style: Style, colour = INK): void {
    if (text === '') return;
    this.doc.font(style.weight).fontSize(style.size).fillColor(colour).text(text, x, y, { lineBreak: false });
  }

  /** Lines below each other; @returns the height they took. */
  paragraph(text: string, x: number, y: number, width: number, style: Style, colour = INK): number {
    const lines = this.lines(text, width, style);
    for (const [at, each] of lines.entries()) this.line(each, x, y + at * lineHeight(style), style, colour);
    return lines.length * lineHeight(style);
  }

  /** A title in two lines at most: smaller where it is long, cut where even that does not do. @returns its height */
  title(text: string, x: number, y: number, width: number, style: Style): number {
    for (let size = style.size; size >= style.size * 0.7; size -= 0.5)
      if (this.lines(text, width, { ...style, size }).length <= TITLE_LINES)
        return this.paragraph(text, x, y, width, { ...style, size });
    const small = { ...style, size: style.size * 0.7 };
    const words = this.lines(text, width, small).slice(0, TITLE_LINES).join(' ').split(' ');
    while (this.lines(`${words.join(' ')}…`, width, small).length > TITLE_LINES) words.pop();
    return this.paragraph(`${words.join(' ')}…`, x, y, width, small);
  }

  lineMiddle(text: string, middle: number, y: number, style: Style, colour = INK): void {
    this.line(text, middle - this.widthOf(text, style) / 2, y, style, colour);
  }

  lineRight(text: string, right: number, y: number, style: Style, colour = INK): void {
    this.line(text, right - this.widthOf(text, style), y, style, colour);
  }

  /** A word and dots to write on, up to the right edge. */
  field(word: string, x: number, y: number, width: number, style: Style): void {
    this.line(word, x, y, style);
    const from = x + this.widthOf(`${word} `, style);
    const base = y + style.size * 1.08;
    this.doc
      .moveTo(from, base)
      .lineTo(x + width, base)
      .dash(1, { space: 2 })
      .lineWidth(0.8)
      .strokeColor(INK)
      .stroke()
      .undash();
  }

  /** The QR code of an address, quiet zone left to the paper around it. */
  qr(address: string, x: number, y: number, side: number): void {
    const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules;
    const module = side / size;
    for (let row = 0; row < size; row += 1)
      for (let column = 0; column < size; column += 1)
        if (data[row * size + column]) this.doc.rect(x + column * module, y + row * module, module, module);
    this.doc.fill('#000000');
  }
}
