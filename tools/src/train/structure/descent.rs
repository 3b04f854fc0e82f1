//! Adam: gradient descent whose steps are as long as the slopes are steady (Kingma and Ba 2015).

use marginalia::structure::network::Network;

/// What the means of slopes and of their squares keep of the past.
const KEPT: f32 = 0.9;
const KEPT_SQUARES: f32 = 0.999;
/// Share of a weight that a step of length 1 takes from it.
const DECAY: f32 = 1e-4;

/// Running means of the slopes and of their squares.
pub struct Descent {
    slopes: Network,
    squares: Network,
    steps: i32,
}

impl Descent {
    /// Of a network with so many inputs.
    pub fn of(inputs: usize) -> Self {
        Self { slopes: Network::zero(inputs), squares: Network::zero(inputs), steps: 0 }
    }

    /// Takes a step against the gradient, of which no more than length 1 counts, and empties it.
    pub fn step(&mut self, network: &mut Network, gradient: &mut Network, rate: f32) {
        self.steps += 1;
        let length =
            gradient.matrices().flat_map(|matrix| &matrix.weights).map(|slope| slope * slope).sum::<f32>().sqrt();
        let shrink = 1.0 / length.max(1.0);
        let (begun, begun_squares) = (1.0 - KEPT.powi(self.steps), 1.0 - KEPT_SQUARES.powi(self.steps));
        let matrices = network.matrices().zip(gradient.matrices());
        let means = self.slopes.matrices().zip(self.squares.matrices());
        for ((matrix, gradient), (slopes, squares)) in matrices.zip(means) {
            let weights = matrix.weights.iter_mut().zip(&mut gradient.weights);
            let means = slopes.weights.iter_mut().zip(&mut squares.weights);
            for ((weight, slope), (mean, square)) in weights.zip(means) {
                let now = std::mem::take(slope) * shrink;
                *mean = KEPT * *mean + (1.0 - KEPT) * now;
                *square = KEPT_SQUARES * *square + (1.0 - KEPT_SQUARES) * now * now;
                let steady = (*mean / begun) / ((*square / begun_squares).sqrt() + 1e-8);
                *weight -= rate * (steady + DECAY * *weight);
            }
        }
    }
}
