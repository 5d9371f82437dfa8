import Synchronization

/// Memory of a delta's rows, given back all at once when the last snapshot that sees it goes.
///
/// Blocks never move and are never freed alone: an older snapshot goes on reading the block that a
/// column has outgrown. Columns double, so outgrown blocks together are no larger than the last.
final class Arena: Sendable {
    // Base addresses are only kept to be freed in deinit.
    private struct Block: @unchecked Sendable { let address: UnsafeMutableRawPointer }
    private let blocks = Mutex<[Block]>([])

    func allocate(byteCount: Int) -> UnsafeMutableRawBufferPointer {
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(byteCount, 1), alignment: 16)
        if let address = block.baseAddress {
            blocks.withLock { $0.append(Block(address: address)) }
        }
        return block
    }

    deinit {
        blocks.withLock { blocks in
            for block in blocks { block.address.deallocate() }
        }
    }
}

// One owner appends, under the lock of an ArchiveReader; what it hands out is never written again.
/// A column that grows; what was handed out stays valid and unchanged.
///
/// Elements behind those that a snapshot was given are written later, in memory that it does not
/// look at; the lock under which snapshots are made orders the writes before the next snapshot.
struct ArenaColumn<Element: BitwiseCopyable>: @unchecked Sendable {
    private let arena: Arena
    private var block: UnsafeMutableBufferPointer<Element>
    private(set) var count = 0

    init(_ arena: Arena) {
        self.arena = arena
        block = UnsafeMutableBufferPointer(start: nil, count: 0)
    }

    var buffer: UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(rebasing: block[..<count])
    }

    mutating func append(_ element: Element) {
        reserve(count + 1)
        block[count] = element
        count += 1
    }

    mutating func append(_ elements: [Element]) {
        reserve(count + elements.count)
        for element in elements {
            block[count] = element
            count += 1
        }
    }

    private mutating func reserve(_ needed: Int) {
        guard needed > block.count else { return }
        let capacity = max(64, needed, block.count * 2)
        let larger = arena.allocate(byteCount: capacity * MemoryLayout<Element>.stride)
            .bindMemory(to: Element.self)
        for index in 0..<count { larger.initializeElement(at: index, to: block[index]) }
        block = larger
    }
}
