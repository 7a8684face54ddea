//! Shapes of what stands in the place of a variance.

use super::form::Form;
use super::solve::Solver;
use super::*;
use crate::elaborate::scope::base;

impl Solver<'_> {
    /// Mean and points of a normal distribution are vectors if its second parameter is a matrix, and it is one if they
    /// are vectors.
    pub(super) fn spread(
        &mut self,
        points: &mut Vec<Form>,
        spread: &Form,
        variances: bool,
    ) -> Option<Shape> {
        if let Form::Array(shape) = *spread
            && !self.shapes.is_scalar(shape)
        {
            if !self.shapes.is_one(shape.columns) || !variances {
                self.shapes.unify(shape.rows, shape.columns);
            }
            points.push(Form::Array(Shape {
                rows: shape.rows,
                columns: ONE,
            }));
        }
        match self.join(points) {
            Form::Array(shape) if self.shapes.is_one(shape.columns) => {
                self.covers(shape.rows, spread);
                Some(shape)
            }
            _ => None,
        }
    }

    /// `\Sigma` in the place of a variance is a covariance matrix.
    pub(super) fn covariance_letter(&mut self, spread: &Form) {
        if let Form::Plain(key) = spread
            && base(key) == r"\Sigma"
        {
            let rows = self.shapes.fresh(true);
            self.promote(
                key,
                Shape {
                    rows,
                    columns: rows,
                },
            );
        }
    }

    /// The form is a square matrix of that size, if it is a matrix.
    pub(super) fn covers(&mut self, size: u32, form: &Form) {
        let square = Shape {
            rows: size,
            columns: size,
        };
        match form {
            Form::Array(own) if !self.shapes.is_one(own.columns) => {
                self.shapes.same(*own, square);
            }
            Form::Array(own) => {
                self.shapes.unify(own.rows, size);
            }
            Form::Plain(key) => {
                self.promote(key, square);
            }
            _ => {}
        }
    }
}
