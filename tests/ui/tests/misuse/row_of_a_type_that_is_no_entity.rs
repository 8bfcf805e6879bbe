struct Mine {
    _name: String,
}

fn main() {
    let _ = creatio_runtime::decode::rows::<Mine>("[]");
}
