//! A small recurrent network that reads the lines of a text one after another, from both ends.
//!
//! Its recurrence is that of a minimal gated unit: what is carried from line to line is a mean of what the lines have
//! brought, and each line says how much of it stays (Feng et al. 2024, "Were RNNs all we needed?"). So all its products are
//! of one line alone.

/// What a network knows of one line.
const WIDTH: usize = 48;
/// Of it, what each direction carries on.
pub const CARRIED: usize = WIDTH / 2;
/// Recurrent layers.
pub const LAYERS: usize = 2;

/// Rows of numbers, one a line, end to end.
pub type Rows = Vec<f32>;

/// Weights from some numbers to others: those of one input stand together, a bias each after the last.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Numbers in.
    pub inputs: usize,
    /// Numbers out.
    pub outputs: usize,
    /// The weights.
    pub weights: Vec<f32>,
}

impl Matrix {
    /// All zero.
    #[must_use]
    pub fn zero(inputs: usize, outputs: usize) -> Self {
        Self { inputs, outputs, weights: vec![0.0; (inputs + 1) * outputs] }
    }

    /// The weights of all inputs, and the bias.
    #[must_use]
    pub fn parts(&self) -> (&[f32], &[f32]) {
        self.weights.split_at(self.inputs * self.outputs)
    }

    /// The same, to be changed.
    pub fn parts_mut(&mut self) -> (&mut [f32], &mut [f32]) {
        self.weights.split_at_mut(self.inputs * self.outputs)
    }

    /// The product with each row.
    #[must_use]
    pub fn apply(&self, rows: &[f32]) -> Rows {
        let (weights, bias) = self.parts();
        let mut out = Vec::with_capacity(rows.len() / self.inputs * self.outputs);
        for row in rows.chunks_exact(self.inputs) {
            let start = out.len();
            out.extend_from_slice(bias);
            // Many numbers told are 0.
            for (number, weights) in row.iter().zip(weights.chunks_exact(self.outputs)).filter(|(n, _)| **n != 0.0) {
                out[start..].iter_mut().zip(weights).for_each(|(sum, weight)| *sum += number * weight);
            }
        }
        out
    }
}

/// The network's weights.
#[derive(Clone, Debug)]
pub struct Network {
    /// From the numbers told of a line.
    pub entry: Matrix,
    /// From what is known of a line to what each direction takes in, and to how much it keeps of what it carried.
    pub layers: [Matrix; LAYERS],
    /// From what was carried to a line and what the entry knew of it.
    pub meeting: Matrix,
    /// To the log odds.
    pub verdict: Matrix,
}

/// What the network computes on its way.
pub struct Trace {
    /// In each layer; what the first knows is what the entry makes of the rows.
    pub layers: Vec<Layer>,
    /// Both of the meeting's inputs.
    pub met: Rows,
    /// After the meeting.
    pub meeting: Rows,
    /// Log odds of each line.
    pub verdict: Rows,
}

/// What a layer computes.
pub struct Layer {
    /// What was known of each line before.
    pub known: Rows,
    /// What is taken in, for each direction, then what is kept, for each direction.
    pub gates: Rows,
    /// What is carried to each line, from above and from below.
    pub carried: Rows,
}

impl Network {
    /// A network without weights for `inputs` numbers a line.
    #[must_use]
    pub fn zero(inputs: usize) -> Self {
        Self {
            entry: Matrix::zero(inputs, WIDTH),
            layers: std::array::from_fn(|_| Matrix::zero(WIDTH, 4 * CARRIED)),
            meeting: Matrix::zero(2 * WIDTH, WIDTH),
            verdict: Matrix::zero(WIDTH, 1),
        }
    }

    /// Its matrices, from the entry to the verdict.
    pub fn matrices(&mut self) -> impl Iterator<Item = &mut Matrix> {
        std::iter::once(&mut self.entry).chain(&mut self.layers).chain([&mut self.meeting, &mut self.verdict])
    }

    /// Reads the rows told of a text's lines.
    #[must_use]
    pub fn read(&self, rows: &[f32]) -> Trace {
        let mut known = self.entry.apply(rows);
        cut(&mut known);
        let mut layers: Vec<Layer> = Vec::with_capacity(LAYERS);
        for (layer, matrix) in self.layers.iter().enumerate() {
            let mut gates = matrix.apply(&known);
            for gates in gates.chunks_exact_mut(4 * CARRIED) {
                let (taken, kept) = gates.split_at_mut(2 * CARRIED);
                taken.iter_mut().for_each(|number| *number = bounded(*number));
                kept.iter_mut().for_each(|number| *number = 0.5 + 0.5 * bounded(*number));
            }
            let carried = carry(&gates);
            let mut next = carried.clone();
            if layer > 0 {
                next.iter_mut().zip(&known).for_each(|(next, known)| *next += known);
            }
            layers.push(Layer { known: std::mem::replace(&mut known, next), gates, carried });
        }
        let mut met = Vec::with_capacity(2 * known.len());
        for (carried, entry) in known.chunks_exact(WIDTH).zip(layers[0].known.chunks_exact(WIDTH)) {
            met.extend_from_slice(carried);
            met.extend_from_slice(entry);
        }
        let mut meeting = self.meeting.apply(&met);
        cut(&mut meeting);
        let verdict = self.verdict.apply(&meeting);
        Trace { layers, met, meeting, verdict }
    }
}

/// Between -1 and 1, in arithmetic that is the same everywhere.
fn bounded(number: f32) -> f32 {
    number / (1.0 + number.abs())
}

fn cut(rows: &mut [f32]) {
    rows.iter_mut().for_each(|number| *number = number.max(0.0));
}

/// What is carried to each line from above and from below.
fn carry(gates: &[f32]) -> Rows {
    let count = gates.len() / (4 * CARRIED);
    let mut out = vec![0.0; count * 2 * CARRIED];
    let mut walk = |order: &mut dyn Iterator<Item = usize>, side: usize| {
        let mut carried = [0.0_f32; CARRIED];
        for at in order {
            let row = &gates[at * 4 * CARRIED..][..4 * CARRIED];
            let taken = &row[side * CARRIED..][..CARRIED];
            let kept = &row[(2 + side) * CARRIED..][..CARRIED];
            for ((carried, taken), kept) in carried.iter_mut().zip(taken).zip(kept) {
                *carried = kept * *carried + (1.0 - kept) * taken;
            }
            out[at * 2 * CARRIED + side * CARRIED..][..CARRIED].copy_from_slice(&carried);
        }
    };
    walk(&mut (0..count), 0);
    walk(&mut (0..count).rev(), 1);
    out
}
