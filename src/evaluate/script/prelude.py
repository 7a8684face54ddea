import math


class Undefined(Exception):
    pass


class M:
    """A matrix; a vector has one column."""

    def __init__(self, rows):
        self.rows = [list(row) for row in rows]

    def __add__(self, other):
        return M([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __sub__(self, other):
        return self + other * -1

    def __mul__(self, number):
        return M([[a * number for a in row] for row in self.rows])

    __rmul__ = __mul__

    def __truediv__(self, number):
        return self * (1 / number)

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return single(M([[sum(a * b for a, b in zip(row, c)) for c in columns] for row in self.rows]))

    def __rmatmul__(self, number):
        return self * number

    def __repr__(self):
        return repr(self.rows)


def single(a):
    """A number for a matrix of one entry."""
    return a.rows[0][0] if isinstance(a, M) and len(a.rows) == len(a.rows[0]) == 1 else a


def chain(first, *others):
    for other in others:
        matrices = isinstance(first, M) and isinstance(other, M)
        first = first @ other if matrices else first * other
    return first


def as_matrix(a):
    return a if isinstance(a, M) else M([[a]])


def transpose(a):
    return M(zip(*a.rows)) if isinstance(a, M) else a


def identity(n):
    return single(M([[int(i == j) for j in range(n)] for i in range(n)]))


def vector(entries):
    return single(M([[x] for x in entries]))


def diagonal(a):
    entries = [row[0] for row in as_matrix(a).rows]
    return single(M([[x if i == j else 0 for j in range(len(entries))] for i, x in enumerate(entries)]))


def diagonal_of(a):
    return vector([row[i] for i, row in enumerate(as_matrix(a).rows)])


def eliminate(a):
    """The inverse and the determinant, by elimination with pivots."""
    rows = [list(row) + [float(i == j) for j in range(len(a.rows))] for i, row in enumerate(a.rows)]
    n, determinant = len(rows), 1.0
    for k in range(n):
        best = max(range(k, n), key=lambda i: abs(rows[i][k]))
        if rows[best][k] == 0:
            return None, 0.0
        if best != k:
            rows[k], rows[best], determinant = rows[best], rows[k], -determinant
        pivot = rows[k][k]
        determinant *= pivot
        rows[k] = [x / pivot for x in rows[k]]
        for i in range(n):
            if i != k:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k])]
    return M([row[n:] for row in rows]), determinant


def inverse(a):
    found, _ = eliminate(as_matrix(a))
    if found is None:
        raise Undefined("a singular matrix")
    return single(found)


def determinant(a):
    return eliminate(as_matrix(a))[1]


def trace(a):
    return sum(row[i] for i, row in enumerate(as_matrix(a).rows))


def kronecker(a, b):
    a, b = as_matrix(a).rows, as_matrix(b).rows
    return M([[x * y for x in r for y in s] for r in a for s in b])


def hadamard(a, b):
    return single(M([[x * y for x, y in zip(r, s)] for r, s in zip(as_matrix(a).rows, as_matrix(b).rows)]))


def stacked(a):
    return vector([x for column in zip(*as_matrix(a).rows) for x in column])


def norm(a):
    return math.sqrt(sum(abs(x) ** 2 for row in as_matrix(a).rows for x in row))


def at(a, *place):
    """An entry; places count from 1."""
    rows = as_matrix(a).rows
    if len(place) == 1:
        place = (place[0], 1) if len(rows[0]) == 1 else (1, place[0])
    if min(place) < 1:
        raise IndexError("a place below 1")
    return rows[place[0] - 1][place[1] - 1]


def elementwise(a, f):
    return single(M([[f(x) for x in row] for row in as_matrix(a).rows]))


def exp(x):
    return cmath_of("exp", x) if isinstance(x, complex) else math.exp(x)


def log(x):
    if isinstance(x, complex):
        return cmath_of("log", x)
    if x <= 0:
        raise Undefined("logarithm of %r" % x)
    return math.log(x)


def cmath_of(name, x):
    import cmath

    return getattr(cmath, name)(x)


def trig(name, x):
    return cmath_of(name, x) if isinstance(x, complex) else getattr(math, name)(x)


def power(base, exponent):
    if isinstance(base, M):
        base, exponent = (inverse(base), -exponent) if exponent < 0 else (base, exponent)
        result = identity(len(base.rows))
        for _ in range(exponent):
            result = chain(result, base)
        return result
    if not isinstance(base, complex) and base < 0 and exponent != int(exponent):
        raise Undefined("a broken power of %r" % base)
    if base == 0 and not isinstance(exponent, complex) and exponent < 0:
        raise Undefined("division by 0")
    return base**exponent


def sign(x):
    return (x > 0) - (x < 0)


def conjugate(x):
    return x.conjugate() if isinstance(x, complex) else x


def factorial(n):
    if n < 0 or n != int(n):
        raise Undefined("factorial of %r" % n)
    return math.factorial(int(n))


def choose(n, k):
    if k < 0:
        return 0
    result = 1.0
    for j in range(int(k)):
        result = result * (n - j) / (j + 1)
    return result


def gamma(x):
    return math.gamma(x)


def multigamma(p, x):
    return math.pi ** (p * (p - 1) / 4) * math.prod(math.gamma(x - j / 2) for j in range(p))


def beta(a, b):
    return math.gamma(a) * math.gamma(b) / math.gamma(a + b)


def digamma(x):
    if x <= 0 and x == int(x):
        raise Undefined("digamma of %r" % x)
    shift = 0.0
    while x < 15:
        shift, x = shift - 1 / x, x + 1
    y = 1 / x**2
    return shift + math.log(x) - 1 / (2 * x) - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y / 240)))


def trigamma(x):
    shift = 0.0
    while x < 15:
        shift, x = shift + 1 / x**2, x + 1
    y = 1 / x**2
    return shift + 1 / x + y / 2 + y / x * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y / 30)))


def normal_cdf(x):
    return math.erfc(-x / math.sqrt(2)) / 2


def total(low, high, f):
    """A sum; one without end stops where its terms have vanished."""
    if high != math.inf:
        result = 0
        for k in range(int(low), int(high) + 1):
            result = f(k) if k == int(low) else result + f(k)
        return result
    result, k, small = 0.0, int(low), 0
    while small < 50 and k < int(low) + 200000:
        term = f(k)
        small = small + 1 if abs(term) <= 1e-17 * (1e-300 + abs(result)) else 0
        result, k = result + term, k + 1
    return result


def integers(f):
    return total(0, math.inf, f) + total(1, math.inf, lambda k: f(-k))


def product(low, high, f):
    result = 1
    for k in range(int(low), int(high) + 1):
        result = result * f(k)
    return result


def over(points, weights, f):
    """A sum or integral over a finite space with weights."""
    result = None
    for point, weight in zip(points, weights):
        term = f(point) * weight
        result = term if result is None else result + term
    return result


NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363]
WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763]
NESTED = [0]


def integral(low, high, f):
    """Gauss's rule of 8 nodes on many panels; an infinite end is mapped to a finite one."""
    if low == -math.inf and high == math.inf:
        g, a, b = lambda t: f(t / (1 - t * t)) * (1 + t * t) / (1 - t * t) ** 2, -1.0, 1.0
    elif high == math.inf:
        g, a, b = lambda t: f(low + (t / (1 - t)) ** 2) * 2 * t / (1 - t) ** 3, 0.0, 1.0
    elif low == -math.inf:
        return integral(-high, math.inf, lambda x: f(-x))
    else:
        # Ends at which the integrand is infinite are approached slowly.
        width = high - low
        g, a, b = lambda t: f(low + width * t * t * (3 - 2 * t)) * width * 6 * t * (1 - t), 0.0, 1.0
    NESTED[0] += 1
    panels = {1: 400, 2: 40}.get(NESTED[0], 10)
    half, result = (b - a) / panels / 2, 0.0
    for k in range(panels):
        middle = a + (2 * k + 1) * half
        for node, weight in zip(NODES, WEIGHTS):
            for x in (middle - half * node, middle + half * node):
                try:
                    result += weight * half * g(x)
                except OverflowError:
                    pass
    NESTED[0] -= 1
    return result


def derivative(f, x):
    """Central differences, three times refined."""
    table = []
    for k in range(5):
        h = 0.02 * max(1.0, abs(x)) / 2**k
        row = [(f(x + h) - f(x - h)) / (2 * h)]
        for j, known in enumerate(table[-1] if table else []):
            row.append(row[j] + (row[j] - known) / (4 ** (j + 1) - 1))
        table.append(row)
    return table[-1][-1]


def expected(chances, f, holds=None):
    """The mean of f over the outcomes, or over those for which a condition holds."""
    result, weight = None, 0
    for outcome, chance in enumerate(chances):
        if holds is None or holds(outcome):
            term = f(outcome) * chance
            result = term if result is None else result + term
            weight = weight + chance
    return result if holds is None else result / weight


def covariance(mean, f, g):
    a, b = mean(f), mean(g)
    return mean(lambda w: chain(f(w) - a, transpose(g(w) - b)))


def same(a, b):
    if isinstance(a, M) or isinstance(b, M):
        pairs = zip(as_matrix(a).rows, as_matrix(b).rows)
        return all(same(x, y) for r, s in pairs for x, y in zip(r, s))
    return a == b or abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-3)


def otherwise():
    raise Undefined("no case applies")


def family(slots, cells, weights, sizes):
    """The marginals of a joint table, the last slot running fastest: a density of some slots, by place."""

    def density(known):
        result = 0.0
        for place, cell in enumerate(cells):
            height, rest, keep = cell, place, True
            for slot, size, weight in reversed(list(zip(slots, sizes, weights))):
                rest, k = divmod(rest, size)
                if slot not in known:
                    height = height * weight[k]
                elif known[slot] != k:
                    keep = False
            result += height if keep else 0
        return result

    return density


def mixture(parts):
    """A mixture of products; each part is its weight and a density for each slot."""

    def density(known):
        return sum(w * math.prod(factors[slot](x) for slot, x in known.items()) for w, factors in parts)

    return density


def given(density, of, by):
    return density({**of, **by}) / (density(by) if by else 1)


def place(points, x):
    for k, point in enumerate(points):
        if same(point, x):
            return k
    raise Undefined("%r is no point of the space" % x)


def normal(x, mean, variance):
    if variance <= 0:
        raise Undefined("variance %r" % variance)
    return math.exp(-((x - mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)


def normals(pairs):
    """The density of independent normal entries."""
    return lambda x: math.prod(normal(row[0], m, v) for row, (m, v) in zip(as_matrix(x).rows, pairs))


def multivariate_normal(x, mean, covariance):
    gap, back = as_matrix(x - mean), as_matrix(inverse(covariance))
    square = single(transpose(gap) @ back @ gap if len(gap.rows) > 1 else gap @ gap * at(back, 1))
    return math.exp(-square / 2) / math.sqrt((2 * math.pi) ** len(gap.rows) * determinant(covariance))


def diagonal_normal(x, mean, variances):
    rows = zip(as_matrix(x).rows, as_matrix(mean).rows, as_matrix(variances).rows)
    return math.prod(normal(a[0], b[0], c[0]) for a, b, c in rows)


def uniform(x, a, b):
    return 1 / (b - a) if a <= x <= b else 0.0


def discrete_uniform(x, a, b):
    return 1 / (b - a + 1) if a <= x <= b else 0.0


def exponential(x, rate):
    return rate * math.exp(-rate * x) if x >= 0 else 0.0


def gamma_density(x, shape, rate):
    if x <= 0:
        return 0.0
    return math.exp(shape * math.log(rate) + (shape - 1) * math.log(x) - rate * x - math.lgamma(shape))


def chi_squared(x, freedom):
    return gamma_density(x, freedom / 2, 0.5)


def inverse_gamma(x, shape, rate):
    if x <= 0:
        return 0.0
    return math.exp(shape * math.log(rate) - (shape + 1) * math.log(x) - rate / x - math.lgamma(shape))


def log_normal(x, mean, variance):
    return normal(math.log(x), mean, variance) / x if x > 0 else 0.0


def wald(x, drift, threshold):
    if x <= 0:
        return 0.0
    return threshold / math.sqrt(2 * math.pi * x ** 3) * math.exp(-((threshold - drift * x) ** 2) / (2 * x))


def ex_gaussian(x, mean, spread, rate):
    gap = mean + rate * spread ** 2 - x
    return rate / 2 * math.exp(rate * (gap - rate * spread ** 2 / 2)) * math.erfc(gap / (math.sqrt(2) * spread))


def beta_density(x, a, b):
    return x ** (a - 1) * (1 - x) ** (b - 1) / beta(a, b) if 0 < x < 1 else 0.0


def laplace(x, middle, scale):
    return math.exp(-abs(x - middle) / scale) / (2 * scale)


def student(x, *parameters):
    place, spread, freedom = parameters if len(parameters) == 3 else (0.0, 1.0, parameters[0])
    tail = 1 + (x - place) ** 2 / (spread * freedom)
    norm = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2))
    return norm / math.sqrt(math.pi * freedom * spread) * tail ** (-(freedom + 1) / 2)


def fisher(x, m, n):
    if x <= 0:
        return 0.0
    ratio = (m / n) ** (m / 2) * x ** (m / 2 - 1) * (1 + m * x / n) ** (-(m + n) / 2)
    return ratio / beta(m / 2, n / 2)


def bernoulli(x, p):
    return p if x == 1 else 1 - p if x == 0 else 0.0


def binomial(x, n, p):
    return choose(n, x) * p**x * (1 - p) ** (n - x) if 0 <= x <= n else 0.0


def geometric(x, p):
    return p * (1 - p) ** (x - 1) if x >= 1 else 0.0


def poisson(x, rate):
    return math.exp(x * math.log(rate) - rate - math.lgamma(x + 1)) if x >= 0 else 0.0


def beta_binomial(x, n, a, b):
    return choose(n, x) * beta(x + a, n - x + b) / beta(a, b) if 0 <= x <= n else 0.0


def value(f):
    """The value of a side, or None with a word why it has none."""
    try:
        return single(f())
    except (Undefined, ZeroDivisionError, ValueError, OverflowError) as why:
        print("undefined:", why)
        return None
