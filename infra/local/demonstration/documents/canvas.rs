//! A picture in memory and the few shapes that charts and scenes are made of.

/// Red, green, blue, 0 to 255 each.
pub(super) type Rgb = [u8; 3];

/// Figures 0 to 9, three columns by five rows, the top row in the highest three bits.
const FIGURES: [u16; 10] = [
    0b111_101_101_101_111,
    0b010_110_010_010_111,
    0b111_001_111_100_111,
    0b111_001_111_001_111,
    0b101_101_111_001_001,
    0b111_100_111_001_111,
    0b111_100_111_101_111,
    0b111_001_010_010_010,
    0b111_101_111_101_111,
    0b111_101_111_001_111,
];

/// Pixels in rows from the top left; what is drawn outside is dropped.
pub(super) struct Canvas {
    width: i32,
    height: i32,
    pixels: Vec<u8>,
}

impl Canvas {
    /// A picture of one colour.
    pub(super) fn new(width: i32, height: i32, ground: Rgb) -> Self {
        Self { width, height, pixels: ground.repeat((width * height).max(0) as usize) }
    }

    pub(super) fn width(&self) -> i32 {
        self.width
    }

    pub(super) fn height(&self) -> i32 {
        self.height
    }

    /// The pixels as RGB triples, row by row.
    pub(super) fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Lays a colour over a pixel; `cover` is 0 (nothing) to 256 (all of it).
    fn blend(&mut self, x: i32, y: i32, colour: Rgb, cover: i32) {
        if x < 0 || y < 0 || x >= self.width || y >= self.height {
            return;
        }
        let at = 3 * (y * self.width + x) as usize;
        for (old, new) in self.pixels[at..at + 3].iter_mut().zip(colour) {
            let mixed = i32::from(*old) * (256 - cover) + i32::from(new) * cover;
            *old = (mixed / 256).clamp(0, 255) as u8;
        }
    }

    /// A filled rectangle from its top left corner.
    pub(super) fn rectangle(&mut self, x: i32, y: i32, width: i32, height: i32, colour: Rgb) {
        let columns = x.clamp(0, self.width)..(x + width).clamp(0, self.width);
        let filled = colour.repeat(columns.len());
        for row in y.clamp(0, self.height)..(y + height).clamp(0, self.height) {
            let start = 3 * (row * self.width + columns.start) as usize;
            self.pixels[start..start + filled.len()].copy_from_slice(&filled);
        }
    }

    /// One column from `top` down to the row `foot`, which it leaves out.
    pub(super) fn column(&mut self, x: i32, top: f32, foot: i32, colour: Rgb) {
        let first = top.floor() as i32;
        self.blend(x, first, colour, ((1.0 - top.fract()) * 256.0) as i32);
        self.rectangle(x, first + 1, 1, foot - first - 1, colour);
    }

    /// A row of pixels over the whole breadth.
    pub(super) fn row(&mut self, y: i32, colour: Rgb) {
        self.rectangle(0, y, self.width, 1, colour);
    }

    /// A filled circle with a soft edge.
    pub(super) fn disc(&mut self, (x, y): (f32, f32), radius: f32, colour: Rgb) {
        self.stroke((x, y), (x, y), 2.0 * radius, colour);
    }

    /// A straight line with round ends and a soft edge.
    pub(super) fn stroke(&mut self, from: (f32, f32), to: (f32, f32), breadth: f32, colour: Rgb) {
        let reach = breadth / 2.0 + 1.0;
        let (along_x, along_y) = (to.0 - from.0, to.1 - from.1);
        let length_squared = (along_x * along_x + along_y * along_y).max(f32::EPSILON);
        let rows = (from.1.min(to.1) - reach) as i32..=(from.1.max(to.1) + reach) as i32;
        for y in rows {
            let columns = (from.0.min(to.0) - reach) as i32..=(from.0.max(to.0) + reach) as i32;
            for x in columns {
                let (dx, dy) = (x as f32 - from.0, y as f32 - from.1);
                let part = ((dx * along_x + dy * along_y) / length_squared).clamp(0.0, 1.0);
                let (away_x, away_y) = (dx - part * along_x, dy - part * along_y);
                let distance = (away_x * away_x + away_y * away_y).sqrt();
                let cover = (breadth / 2.0 + 0.5 - distance).clamp(0.0, 1.0);
                self.blend(x, y, colour, (cover * 256.0) as i32);
            }
        }
    }

    /// A whole number, 0 or more, that ends at `right`; one figure is `scale * 4` wide and
    /// `scale * 5` high.
    pub(super) fn number(&mut self, number: i32, (right, top): (i32, i32), scale: i32, ink: Rgb) {
        let text = number.max(0).to_string();
        let left = right - 4 * scale * text.len() as i32;
        for (place, figure) in text.bytes().enumerate() {
            let shape = FIGURES[usize::from(figure - b'0')];
            for bit in 0..15 {
                if shape >> (14 - bit) & 1 == 1 {
                    let x = left + scale * (4 * place as i32 + bit % 3);
                    self.rectangle(x, top + scale * (bit / 3), scale, scale, ink);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Canvas;

    #[test]
    fn what_lies_outside_is_dropped() {
        let mut canvas = Canvas::new(4, 4, [255; 3]);
        canvas.rectangle(-2, -2, 3, 3, [0; 3]);
        canvas.disc((90.0, 90.0), 5.0, [0; 3]);
        let dark = canvas.pixels().chunks(3).filter(|pixel| pixel[0] == 0);
        assert_eq!(dark.count(), 1);
    }

    #[test]
    fn a_number_ends_where_it_should() {
        let mut canvas = Canvas::new(20, 8, [255; 3]);
        canvas.number(18, (10, 1), 1, [0; 3]);
        let rightmost = (0..160).filter(|at| canvas.pixels()[3 * at] == 0);
        assert_eq!(rightmost.map(|at| at % 20).max(), Some(8));
    }
}
