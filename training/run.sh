#!/bin/sh
# The whole recipe: sh training/run.sh CORPUS OUT
set -eu
corpus=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
cd "$(dirname "$0")"
weights=../src/zopa/statements/weights
python train.py "$corpus" "$out/long"
mkdir -p "$out/early"
cp "$out/long/meanings.pt" "$out/"
cp "$out/long/meanings.pt" "$out/early/"
python train.py "$corpus" "$out/early" --begin "$out/long/state-1600.pt" --steps 2400 --late 2400
python average.py "$out/two" "$out/long" "$out/early"
two=$out/two/reader.pt
python train.py "$corpus" "$out/again" --start "$two" --teacher "$two" --no-meaning --alike \
  --steps 1400 --late 0 --rate 2e-4 --masked 0.1 --seed 1
python average.py "$out" "$out/two" "$out/again"
python meaning.py "$corpus" "$out"
python export.py "$out" "$out/exported"
for file in reader.onnx reader.npz vocabulary.json; do
  cp "$out/exported/$file" "$weights/"
done
python trust.py "$corpus" "$weights"
python calibrate.py --embed shipped:vectors --name "the shipped model"
python affairs.py "$corpus"
