import Foundation

extension Double {
    /// The natural logarithm.
    var logarithm: Double { log(self) }
}

extension Float {
    /// Two to the power of this.
    var powerOfTwo: Float { exp2(self) }
}
