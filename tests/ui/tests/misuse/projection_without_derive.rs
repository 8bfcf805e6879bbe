use creatio_runtime::decode;

struct Plain {
    _name: String,
}

fn main() {
    let _ = decode::rows::<Plain>("[]");
    let _ = decode::rows::<(String, i32)>("[]");
}
