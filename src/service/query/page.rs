//! A page of a list that goes on.

use kernel::error::Error;

/// Rows of a list, and the place after which the next page begins; none where no more follow.
#[derive(Debug, PartialEq, Eq)]
pub struct Page<T, K = String> {
    /// The rows.
    pub rows: Vec<T>,
    /// The last one's place, when more follow.
    pub next: Option<K>,
}

impl<T, K> Page<T, K> {
    /// The same page of what the rows become.
    pub(crate) fn map<V>(self, view: impl FnMut(T) -> V) -> Page<V, K> {
        Page { rows: self.rows.into_iter().map(view).collect(), next: self.next }
    }

    /// Asks for one row more than fits: it says whether more follow, and is not shown.
    pub(crate) async fn ask<F>(
        fit: usize,
        rows: impl FnOnce(u64) -> F,
        place: impl FnOnce(&T) -> K,
    ) -> Result<Self, Error>
    where
        F: Future<Output = Result<Vec<T>, Error>>,
    {
        let one_more = u64::try_from(fit).unwrap_or(u64::MAX).saturating_add(1);
        Ok(Self::cut(rows(one_more).await?, fit, place))
    }

    /// The first page of rows, of which there may be more than fit.
    pub(crate) fn cut(mut rows: Vec<T>, fit: usize, place: impl FnOnce(&T) -> K) -> Self {
        let more = rows.len() > fit;
        rows.truncate(fit);
        let next = rows.last().filter(|_| more).map(place);
        Self { rows, next }
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn one_row_more_than_fits_means_another_page() {
        let page = |rows: &[i32]| Page::cut(rows.to_vec(), 2, |row| *row);
        assert_eq!(page(&[1, 2, 3]), Page { rows: vec![1, 2], next: Some(2) });
        assert_eq!(page(&[1, 2]), Page { rows: vec![1, 2], next: None });
        assert_eq!(page(&[]), Page { rows: vec![], next: None });
    }
}
