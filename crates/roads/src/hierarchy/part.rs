//! A part of the network as undirected edges between nodes, numbered from nought.

/// Nodes with their places and their neighbours.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// What each node is called in the whole.
    pub(super) ids: Vec<u32>,
    /// Where each node is, in any unit that is the same east and north.
    pub(super) places: Vec<[i32; 2]>,
    /// The first arc of each node, and where the last one's end.
    pub(super) first: Vec<u32>,
    pub(super) neighbours: Vec<u32>,
}

impl Part {
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn arcs(&self, node: u32) -> std::ops::Range<usize> {
        self.first[node as usize] as usize..self.first[node as usize + 1] as usize
    }

    pub(super) fn neighbours(&self, node: u32) -> &[u32] {
        &self.neighbours[self.arcs(node)]
    }

    /// The part of these nodes alone, with the edges among them. `new_number` must be as long as this part.
    pub(super) fn only(&self, nodes: &[u32], new_number: &mut [u32]) -> Self {
        for (number, &node) in (0..).zip(nodes) {
            new_number[node as usize] = number;
        }
        let mut part = Self::default();
        part.first.push(0);
        for &node in nodes {
            part.ids.push(self.ids[node as usize]);
            part.places.push(self.places[node as usize]);
            let inside = |&&head: &&u32| nodes.get(new_number[head as usize] as usize) == Some(&head);
            let heads = self.neighbours(node).iter().filter(inside);
            part.neighbours.extend(heads.map(|&head| new_number[head as usize]));
            part.first.push(part.neighbours.len() as u32);
        }
        part
    }

    /// The arc back, by arc.
    pub(super) fn twins(&self) -> Vec<u32> {
        let mut twins = vec![0; self.neighbours.len()];
        let mut next = self.first.clone();
        // Walked from the lowest node on, the arcs into a node come in the order in which it lists its neighbours.
        for node in 0..self.len() as u32 {
            for arc in self.arcs(node) {
                let head = self.neighbours[arc] as usize;
                twins[arc] = next[head];
                next[head] += 1;
            }
        }
        twins
    }

    /// Sorts each node's neighbours, drops repetitions and edges to itself.
    pub(super) fn from_edges(places: Vec<[i32; 2]>, edges: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut first = vec![0_u32; places.len() + 1];
        let edges = edges.filter(|(a, b)| a != b);
        for (a, b) in edges.clone() {
            first[a as usize] += 1;
            first[b as usize] += 1;
        }
        let mut sum = 0;
        for count in &mut first {
            sum += *count;
            *count = sum;
        }
        let mut all = vec![0; sum as usize];
        let mut put = |a: u32, b: u32| {
            first[a as usize] -= 1;
            all[first[a as usize] as usize] = b;
        };
        for (a, b) in edges {
            put(a, b);
            put(b, a);
        }
        let mut part = Self { ids: (0..places.len() as u32).collect(), places, ..Self::default() };
        part.first.push(0);
        for node in 0..part.len() {
            let heads = &mut all[first[node] as usize..first[node + 1] as usize];
            heads.sort_unstable();
            let begin = part.neighbours.len();
            for &head in &*heads {
                if part.neighbours.len() == begin || part.neighbours.last() != Some(&head) {
                    part.neighbours.push(head);
                }
            }
            part.first.push(part.neighbours.len() as u32);
        }
        part
    }
}
